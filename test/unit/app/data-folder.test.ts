import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDataFolder } from '../../../src/app/data-folder.ts';
import { StartError } from '../../../src/errors.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rapport-folder-'));
});

afterEach(() => {
  chmodSync(folder, 0o700);
  rmSync(folder, { recursive: true });
});

test('what is written is read again, and only this user may read it', () => {
  const data = openDataFolder(join(folder, 'made', 'on', 'the', 'way'));
  expect(data.read('keys')).toBeUndefined();
  data.write('keys', 'own:abc');
  data.write('keys', 'own:def');
  expect(data.read('keys')).toBe('own:def');
  const path = join(folder, 'made/on/the/way');
  expect(statSync(join(path, 'keys')).mode & 0o077).toBe(0);
  expect(readdirSync(path)).toEqual(['keys']);
});

test('a folder that is a file says what to do', () => {
  writeFileSync(join(folder, 'file'), '');
  expect(() => openDataFolder(join(folder, 'file'))).toThrow(StartError);
  expect(() => openDataFolder(join(folder, 'file'))).toThrow(/Set RAPPORT_DATA_DIR to a folder that can/);
});
