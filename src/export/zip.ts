// Collects image files and writes them as one ZIP archive without compression, because image files do not get smaller.
// Knows neither tasks nor the library.
import { downloadZip, predictLength } from "client-zip";

export interface Zip {
	/** Length of the archive so far, without the record that ends its directory. */
	readonly bytes: () => number;
	/** Resolves with false if the image cannot be read; the archive is then written without it. */
	readonly add: (name: string, image: Blob, modifiedAt: Date) => Promise<boolean>;
	/** Resolves with null if nothing was added. */
	readonly finish: () => Promise<Blob | null>;
}

interface ZipEntry {
	readonly name: string;
	readonly input: Blob;
	readonly lastModified: Date;
}

export function createZip(): Zip {
	const entries: ZipEntry[] = [];
	let bytes = 0;
	return {
		bytes: () => bytes,
		async add(name, input, lastModified) {
			// A Blob whose file is gone fails only when it is read. Found out while the archive is written, it would cost
			// every other image, so each one is read once before.
			const isReadable = await input.arrayBuffer().then(
				() => true,
				() => false,
			);
			if (!isReadable) return false;
			const entry = { name, input, lastModified };
			entries.push(entry);
			bytes += lengthOf([entry]) - lengthOf([]);
			return true;
		},
		finish: async () => (entries.length === 0 ? null : downloadZip(entries).blob()),
	};
}

const lengthOf = (entries: readonly ZipEntry[]): number => Number(predictLength(entries));
