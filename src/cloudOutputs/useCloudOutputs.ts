// Lists the outputs stored in the cloud account, page by page, and which of them are in the library already.
import { useCallback, useEffect, useState } from "react";
import type { CloudOutput } from "../gateway/listCloudOutputs";
import type { ManagedGateway } from "../gateway/managed";
import { toStudioError } from "../host/errors";
import type { Library } from "../library/library";
import type { TaskError } from "../library/records";

export interface CloudOutputsState {
	/** null: the first page is still loading. */
	readonly items: readonly CloudOutput[] | null;
	readonly hasMore: boolean;
	readonly isReading: boolean;
	readonly error: TaskError | null;
	/** The SHA-256 of every output that is in the library. */
	readonly known: ReadonlySet<string>;
	readonly loadMore: () => void;
	readonly retry: () => void;
	readonly addKnown: (sha256: string) => void;
}

const PAGE_SIZE = 24;

export function useCloudOutputs(
	gateway: Pick<ManagedGateway, "listOutputs">,
	library: Pick<Library, "getImage">,
): CloudOutputsState {
	const [query, setQuery] = useState({ limit: PAGE_SIZE, attempt: 0 });
	const [read, setRead] = useState<Pick<CloudOutputsState, "items" | "hasMore" | "error">>({
		items: null,
		hasMore: false,
		error: null,
	});
	const [isReading, setReading] = useState(true);
	const [known, setKnown] = useState<ReadonlySet<string>>(new Set());
	const addKnown = useCallback((sha256: string) => setKnown((before) => new Set([...before, sha256])), []);

	useEffect(() => {
		let isUnmounted = false;
		setReading(true);
		gateway
			.listOutputs(query.limit)
			.then(
				async ({ items, hasMore }) => {
					const found = await Promise.all(items.map(({ sha256 }) => sha256 !== "" && library.getImage(sha256)));
					if (isUnmounted) return;
					setKnown(new Set(found.flatMap((image) => (image ? image.sha256 : []))));
					// Known items keep their identity, so that their pictures are not fetched again.
					setRead(({ items: before }) => ({
						items: items.map((item) => before?.find(({ id }) => id === item.id) ?? item),
						hasMore,
						error: null,
					}));
				},
				(error: unknown) => {
					if (!isUnmounted)
						setRead((before) => ({ ...before, error: toStudioError(error, "provider_failed").toRecord() }));
				},
			)
			.finally(() => {
				if (!isUnmounted) setReading(false);
			});
		return () => {
			isUnmounted = true;
		};
	}, [gateway, library, query]);

	return {
		...read,
		isReading,
		known,
		addKnown,
		loadMore: () => setQuery(({ limit, attempt }) => ({ limit: limit + PAGE_SIZE, attempt })),
		retry: () => setQuery(({ limit, attempt }) => ({ limit, attempt: attempt + 1 })),
	};
}
