// Runs the recovery once when a backend that was away answers again, whoever noticed that.

interface BackWatch {
	/** Calls back after every reading of the gateways. */
	readonly onReading: (listener: (hasBackend: boolean) => void) => void;
	readonly read: () => Promise<void>;
	readonly recover: () => Promise<void>;
}

/** Returns what to call when a task found the backend gone. */
export function recoverWhenBack({ onReading, read, recover }: BackWatch): () => void {
	let isDue = false;
	onReading((hasBackend) => {
		if (!hasBackend) isDue = true;
		else if (isDue) {
			isDue = false;
			void recover();
		}
	});
	return () => {
		// Also when it is back before the reading: what it lost sight of must be taken up again.
		isDue = true;
		void read();
	};
}
