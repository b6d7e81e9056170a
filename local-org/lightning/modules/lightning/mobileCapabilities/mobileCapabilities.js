// @ts-check
/** No device behind this browser has them: the base components ask before they use one. */
const unavailable = () => ({ isAvailable: () => false });
export const getBarcodeScanner = unavailable;
export const getLocationService = unavailable;
