/** A time as people name it. */

/** A time somebody named in their own zone. The instant is derived (`instantOf`), never stored alone. */
export type WallTime = { readonly date: string; readonly time: string; readonly zone: string };
