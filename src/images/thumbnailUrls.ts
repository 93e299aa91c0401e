// Object URLs of thumbnails. An image that was shown a moment ago keeps its URL, so that it stands at once when it comes into
// view again. URLs that nothing shows are revoked, the longest unused first, when there are too many.
import type { Library } from "../library/library";

export interface ThumbnailSource extends Pick<Library, "getThumbnail"> {
	/** The number of URLs that are kept although nothing shows them; for thumbnails of the usual size if absent. */
	readonly keptUnused?: number;
}

interface Entry {
	/** Absent until the thumbnail has been read. */
	url?: string;
	readonly reading: Promise<string | undefined>;
	users: number;
}

export interface HeldUrl {
	/** Undefined if there is no such image. */
	readonly url: Promise<string | undefined>;
	release(): void;
}

export interface ThumbnailUrls {
	/** The URL if the thumbnail has been read. It may be revoked unless it is held. */
	peek(sha256: string): string | undefined;
	hold(sha256: string): HeldUrl;
}

const KEPT_UNUSED = 200;

export function createThumbnailUrls(source: ThumbnailSource): ThumbnailUrls {
	const { keptUnused = KEPT_UNUSED } = source;
	const entries = new Map<string, Entry>();
	/** In the order of their last use. */
	const unused = new Set<string>();
	function drop(sha256: string): void {
		const entry = entries.get(sha256);
		entries.delete(sha256);
		unused.delete(sha256);
		if (entry?.url !== undefined) URL.revokeObjectURL(entry.url);
	}
	async function readUrl(sha256: string, entry: Entry): Promise<string | undefined> {
		const blob = await source.getThumbnail(sha256).catch(() => undefined);
		// Dropped while it was read.
		if (entries.get(sha256) !== entry) return undefined;
		if (blob) entry.url = URL.createObjectURL(blob);
		// The next use asks again.
		else entries.delete(sha256);
		return entry.url;
	}
	function open(sha256: string): Entry {
		const entry: Entry = { reading: Promise.resolve().then(() => readUrl(sha256, entry)), users: 0 };
		entries.set(sha256, entry);
		return entry;
	}
	function release(sha256: string, entry: Entry): void {
		if (--entry.users > 0 || entries.get(sha256) !== entry) return;
		unused.add(sha256);
		for (const oldest of unused) {
			if (unused.size <= keptUnused) break;
			drop(oldest);
		}
	}
	return {
		peek: (sha256) => entries.get(sha256)?.url,
		hold(sha256) {
			const entry = entries.get(sha256) ?? open(sha256);
			entry.users++;
			unused.delete(sha256);
			return { url: entry.reading, release: () => release(sha256, entry) };
		},
	};
}

const urlsOf = new WeakMap<ThumbnailSource, ThumbnailUrls>();

/** One store for each library. */
export function thumbnailUrls(source: ThumbnailSource): ThumbnailUrls {
	const known = urlsOf.get(source) ?? createThumbnailUrls(source);
	urlsOf.set(source, known);
	return known;
}
