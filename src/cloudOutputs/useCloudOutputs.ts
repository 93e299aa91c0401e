// The account's saved pictures, a page more at every asking, and which of them the library has already.
import { useCallback, useEffect, useState } from "react";
import type { CloudOutput } from "../gateway/listCloudOutputs";
import type { ManagedGateway } from "../gateway/managed";
import { toStudioError } from "../host/errors";
import type { Library } from "../library/library";
import type { TaskError } from "../library/records";

export interface Saved {
	/** null: being read for the first time. */
	readonly items: readonly CloudOutput[] | null;
	readonly hasMore: boolean;
	readonly isReading: boolean;
	readonly error: TaskError | null;
	/** SHA-256 of those in the library. */
	readonly known: ReadonlySet<string>;
	readonly more: () => void;
	readonly again: () => void;
	readonly learn: (sha256: string) => void;
}

const PAGE = 24;

export function useSaved(gateway: Pick<ManagedGateway, "listOutputs">, library: Pick<Library, "getImage">): Saved {
	const [asked, setAsked] = useState({ limit: PAGE, attempt: 0 });
	const [read, setRead] = useState<Pick<Saved, "items" | "hasMore" | "error">>({
		items: null,
		hasMore: false,
		error: null,
	});
	const [isReading, setReading] = useState(true);
	const [known, setKnown] = useState<ReadonlySet<string>>(new Set());
	const learn = useCallback((sha256: string) => setKnown((before) => new Set([...before, sha256])), []);

	useEffect(() => {
		let isGone = false;
		setReading(true);
		gateway
			.listOutputs(asked.limit)
			.then(
				async ({ items, hasMore }) => {
					const found = await Promise.all(items.map(({ sha256 }) => sha256 !== "" && library.getImage(sha256)));
					if (isGone) return;
					setKnown(new Set(found.flatMap((image) => (image ? image.sha256 : []))));
					// The same objects: what is shown is not fetched again.
					setRead(({ items: before }) => ({
						items: items.map((item) => before?.find(({ id }) => id === item.id) ?? item),
						hasMore,
						error: null,
					}));
				},
				(error: unknown) => {
					if (!isGone) setRead((before) => ({ ...before, error: toStudioError(error, "provider_failed").toRecord() }));
				},
			)
			.finally(() => {
				if (!isGone) setReading(false);
			});
		return () => {
			isGone = true;
		};
	}, [gateway, library, asked]);

	return {
		...read,
		isReading,
		known,
		learn,
		more: () => setAsked(({ limit, attempt }) => ({ limit: limit + PAGE, attempt })),
		again: () => setAsked(({ limit, attempt }) => ({ limit, attempt: attempt + 1 })),
	};
}
