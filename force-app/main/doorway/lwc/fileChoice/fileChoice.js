// @ts-check

/** The kinds of file that are kept (FileContent says so for good). */
export const KEPT_KINDS = '.pdf,.docx,.jpg,.jpeg,.png,.heic,.txt';
export const TOO_BIG = 'The file is larger than 2 MB. Please make it smaller, for example by scanning in grey.';

/**
 * What a chosen file is sent as: the name it had stays with her, only its ending leaves the browser.
 * @param {File} chosen
 * @returns {Promise<{ fileName: string, base64: string }>}
 */
export async function sent(chosen) {
  return { fileName: `file.${chosen.name.split('.').pop()}`, base64: await base64Of(chosen) };
}

/**
 * @param {File} chosen
 * @returns {Promise<string>}
 */
function base64Of(chosen) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(',')[1] ?? '');
    reader.onerror = () => reject(new Error('The file could not be read. Nothing was saved.'));
    reader.readAsDataURL(chosen);
  });
}
