import { area, check, picklist, standardObject, text } from '../define.ts';

export const emailTemplate = standardObject(
  'EmailTemplate',
  '00X',
  [
    text('Name', 80, { required: true, nameField: true }),
    text('DeveloperName', 80, { required: true }),
    text('Subject', 230),
    area('HtmlValue', 384000),
    area('Body', 384000),
    text('Description', 2000),
    check('IsActive'),
    picklist('TemplateType', ['text', 'html', 'custom', 'visualforce'], { required: true }),
    text('TemplateStyle', 40),
    text('Encoding', 40)
  ],
  { setup: true }
);
