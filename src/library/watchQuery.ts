// What was read is read again whenever it changes, in whichever window. A database that cannot be read leaves a list as it
// was, and is asked again: other places say what is wrong with it.
import { liveQuery } from "dexie";

const RETRY_MS = 3000;

export function watchQuery<T>(query: () => Promise<T>, onRead: (read: T) => void): () => void {
	let timer: ReturnType<typeof setTimeout> | undefined;
	let subscription = subscribe();
	function subscribe() {
		// Dexie follows no query any further that has failed.
		const answered = liveQuery(async () => {
			try {
				return { read: await query() };
			} catch {
				return undefined;
			}
		});
		return answered.subscribe((answer) => {
			if (answer) onRead(answer.read);
			else {
				subscription.unsubscribe();
				timer = setTimeout(() => {
					subscription = subscribe();
				}, RETRY_MS);
			}
		});
	}
	return () => {
		clearTimeout(timer);
		subscription.unsubscribe();
	};
}
