// The change of an endpoint's options that lets a refused task succeed, for refusals whose cause is known. Pure.
import type { EndpointProfile, ProfileState } from "../host/contract";
import type { TaskRecord } from "../library/records";

export interface EndpointRemedy {
	readonly kind: "imageField" | "streamOff";
	readonly change: Partial<EndpointProfile> & { readonly id: string };
}

type Failed = Pick<TaskRecord, "gateway" | "status" | "baseUrl" | "profileId" | "error" | "failures">;

/** Undefined also if the endpoint is gone, or has been changed already. */
export function endpointRemedy(task: Failed, profiles: readonly ProfileState[]): EndpointRemedy | undefined {
	if (task.gateway !== "custom" || task.status === "running") return undefined;
	const errors = [task.error, ...(task.failures ?? []).map(({ error }) => error)];
	const hasFailed = (code: string, reason: string): boolean =>
		errors.some((error) => error?.code === code && error.details?.reason === reason);
	const withAddress = profiles.filter(({ normalized }) => normalized !== null && normalized === task.baseUrl);
	const found = withAddress.find(({ profile }) => profile.id === task.profileId) ?? withAddress[0];
	if (!found) return undefined;
	const { id, image_field, stream } = found.profile;
	if (hasFailed("param_refused", "image_field")) {
		return { kind: "imageField", change: { id, image_field: image_field === "image" ? "image[]" : "image" } };
	}
	return hasFailed("provider_failed", "streamed") && stream
		? { kind: "streamOff", change: { id, stream: false } }
		: undefined;
}
