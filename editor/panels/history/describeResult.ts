// The description of a result by the surrounding program: prompt, date, and whether it can be requested again.
import { useEffect, useState } from "react";
import type { ResultPrompt, ResultSource } from "../../resultSource";

/** A source that fails is treated like one without a description. */
export async function describeResult(source: ResultSource, id: string): Promise<ResultPrompt | undefined> {
	return source.describe(id).catch(() => undefined);
}

/** null while it is loading; undefined when the source has no description. */
export function useResultDescription(source: ResultSource | undefined, id: string): ResultPrompt | undefined | null {
	const [description, setDescription] = useState<ResultPrompt | undefined | null>(null);
	useEffect(() => {
		let isCurrent = true;
		setDescription(null);
		if (source === undefined) return;
		void describeResult(source, id).then((description) => isCurrent && setDescription(description));
		return () => {
			isCurrent = false;
		};
	}, [source, id]);
	return description;
}
