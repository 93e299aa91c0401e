// What the program around the editor knows of a result, asked for once.
import { useEffect, useState } from "react";
import type { ResultPrompt, ResultSource } from "../../resultSource";

/** A source that cannot answer knows nothing. */
export async function describedBy(source: ResultSource, id: string): Promise<ResultPrompt | undefined> {
	return source.describe(id).catch(() => undefined);
}

/** null: not known yet; undefined: not known any more. */
export function useDescribed(source: ResultSource | undefined, id: string): ResultPrompt | undefined | null {
	const [described, setDescribed] = useState<ResultPrompt | undefined | null>(null);
	useEffect(() => {
		let isWanted = true;
		setDescribed(null);
		if (source === undefined) return;
		void describedBy(source, id).then((words) => isWanted && setDescribed(words));
		return () => {
			isWanted = false;
		};
	}, [source, id]);
	return described;
}
