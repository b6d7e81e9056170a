import type { LibraryClass } from './define.ts';
import contexts from '../async/contexts.ts';
import ConnectApi from './ConnectApi/index.ts';
import AppLauncher from './AppLauncher.ts';
import Cache from './Cache/index.ts';
import Cursor from './Database/Cursor.ts';
import Database from './Database/Database.ts';
import DMLOptions from './Database/DMLOptions.ts';
import QueryLocator from './Database/QueryLocator.ts';
import results from './Database/results.ts';
import Savepoint from './Database/Savepoint.ts';
import EventBus from './EventBus.ts';
import CustomNotification from './Messaging/CustomNotification.ts';
import email from './Messaging/email.ts';
import inbound from './Messaging/inbound.ts';
import describe from './Schema/describe.ts';
import Approval from './Approval/index.ts';
import Assert from './System/Assert.ts';
import AsyncOptions from './System/AsyncOptions.ts';
import basics from './System/basics.ts';
import Collator from './System/Collator.ts';
import collections from './System/collections.ts';
import CustomMetadataType from './System/CustomMetadataType.ts';
import Crypto from './System/Crypto.ts';
import dates from './System/dates.ts';
import exceptions from './System/exceptions.ts';
import Http from './System/Http.ts';
import JSON from './System/JSON.ts';
import JSONGenerator from './System/JSONGenerator.ts';
import JSONParser from './System/JSONParser.ts';
import Limits from './System/Limits.ts';
import numbers from './System/numbers.ts';
import Pattern from './System/Pattern.ts';
import Rest from './System/Rest.ts';
import Security from './System/Security.ts';
import SObject from './System/SObject.ts';
import StatusCode from './System/StatusCode.ts';
import StringClass from './System/String.ts';
import StubProvider from './System/StubProvider.ts';
import System from './System/System.ts';
import Test from './System/Test.ts';
import Url from './System/Url.ts';
import UserInfo from './System/UserInfo.ts';

/** Every class of the platform that Apex can name. What is not here does not compile. */
export const libraryClasses: readonly LibraryClass[] = [
  AppLauncher,
  Cache,
  ConnectApi,
  contexts,
  Cursor,
  Database,
  DMLOptions,
  QueryLocator,
  results,
  Savepoint,
  EventBus,
  CustomNotification,
  email,
  inbound,
  describe,
  Approval,
  Assert,
  AsyncOptions,
  basics,
  Collator,
  collections,
  Crypto,
  CustomMetadataType,
  dates,
  exceptions,
  Http,
  JSON,
  JSONGenerator,
  JSONParser,
  Limits,
  numbers,
  Pattern,
  Rest,
  Security,
  SObject,
  StatusCode,
  StringClass,
  StubProvider,
  System,
  Test,
  Url,
  UserInfo
].flat();
