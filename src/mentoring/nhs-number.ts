/** Notices numbers that identify a patient, so that they are taken out before anything is kept. */

/**
 * Whether the text holds ten digits that pass the check of an NHS number (also CHI and H&C numbers): the first nine
 * weighted 10 down to 2, summed modulo 11. Written together or as 3-3-4, with spaces, dots or hyphens between.
 * https://www.datadictionary.nhs.uk/attributes/nhs_number.html
 */
export function holdsNhsNumber(text: string): boolean {
  const written = /(?<!\d)\d{3}[\s.-]{0,2}\d{3}[\s.-]{0,2}\d{4}(?!\d)/g;
  // NFKC: digits typed with another keyboard (full width) are digits all the same.
  return [...text.normalize('NFKC').matchAll(written)].some(([found]) => passesCheck(found));
}

/** What a form says beside the field. */
export const takeOutNhsNumber =
  'This seems to hold an NHS number. Please take out anything that identifies a patient, then send it again.';

function passesCheck(written: string): boolean {
  const digits = written.replaceAll(/\D/g, '').split('').map(Number);
  const sum = digits.slice(0, 9).reduce((total, digit, index) => total + digit * (10 - index), 0);
  const check = (11 - (sum % 11)) % 11;
  return check === digits[9];
}
