// What the address in the form becomes, asked of the backend while somebody types.
import { useEffect, useState } from "react";
import { backend } from "../host/backend";
import type { Commands, EndpointProfile } from "../host/contract";

export type Typed = Pick<EndpointProfile, "base_url" | "query" | "api_mode" | "edits_path">;
export type Address = Commands["normalize"]["out"];

const PAUSE_MS = 200;

/** null: not known yet, or there is no backend to ask. */
export function useAddress({ base_url, query, api_mode, edits_path }: Typed, hasBackend: boolean): Address | null {
	const [address, setAddress] = useState<Address | null>(null);
	useEffect(() => {
		if (!hasBackend) return;
		let isCurrent = true;
		const take = (answer: Address | null): void => {
			if (isCurrent) setAddress(answer);
		};
		const timer = setTimeout(() => {
			backend.normalize({ base_url, query, api_mode, edits_path }).then(take, () => take(null));
		}, PAUSE_MS);
		return () => {
			isCurrent = false;
			clearTimeout(timer);
		};
	}, [base_url, query, api_mode, edits_path, hasBackend]);
	return address;
}
