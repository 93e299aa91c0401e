// Joins the reads of single records that are requested in the same task to one transaction.

/** `readMany` answers in the order of the keys. If it fails, each record is read by itself, because one may be damaged. */
export function batchReads<Value>(
	readMany: (keys: string[]) => PromiseLike<(Value | undefined)[]>,
	readOne: (key: string) => PromiseLike<Value | undefined>,
): (key: string) => Promise<Value | undefined> {
	let batch: { readonly keys: string[]; readonly values: Promise<(Value | undefined)[] | undefined> } | undefined;
	return async (key) => {
		if (batch === undefined) {
			const keys: string[] = [];
			const values = Promise.resolve()
				.then(() => {
					batch = undefined;
					return readMany(keys);
				})
				.catch(() => undefined);
			batch = { keys, values };
		}
		const { keys, values } = batch;
		const index = keys.push(key) - 1;
		const read = await values;
		return read === undefined ? readOne(key) : read[index];
	};
}
