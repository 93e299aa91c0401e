// Recovers tasks once when the backend answers again after it was unavailable.

interface ReconnectPorts {
	/** Calls back after every reading of the gateway status. */
	readonly onReading: (listener: (hasBackend: boolean) => void) => void;
	readonly read: () => Promise<void>;
	readonly recover: () => Promise<void>;
}

/** Returns a function to call when a task finds the backend unavailable. */
export function recoverOnReconnect({ onReading, read, recover }: ReconnectPorts): () => void {
	let isDue = false;
	onReading((hasBackend) => {
		if (!hasBackend) isDue = true;
		else if (isDue) {
			isDue = false;
			void recover();
		}
	});
	return () => {
		// Due even if the backend is back by the next reading: the task has lost its job and must be recovered.
		isDue = true;
		void read();
	};
}
