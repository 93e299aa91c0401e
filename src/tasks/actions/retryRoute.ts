// Chooses the gateway for a retry: the endpoint that the task was sent to, and never another provider without asking. Pure.
import type { GatewayStatus } from "../../gateway/status";
import type { TaskRoute } from "../../jobs/taskDraft";
import type { TaskRecord } from "../../library/records";

export type RetryRoute =
	| { readonly kind: "same"; readonly route: TaskRoute }
	/** The endpoint was removed or has another address. The user may agree to use the current gateway instead. */
	| { readonly kind: "other"; readonly route: TaskRoute }
	| { readonly kind: "none" };

type Sent = Pick<TaskRecord, "gateway" | "baseUrl" | "profileId">;

export function retryRoute(
	task: Sent,
	status: Pick<GatewayStatus, "choice" | "profiles" | "hasManaged" | "hasBackend">,
): RetryRoute {
	const { choice, profiles, hasManaged, hasBackend } = status;
	if (task.gateway === "managed" && hasManaged) return { kind: "same", route: { kind: "managed" } };
	if (task.gateway === "custom" && hasBackend) {
		const withAddress = profiles.filter(({ normalized }) => normalized !== null && normalized === task.baseUrl);
		const found = withAddress.find(({ profile }) => profile.id === task.profileId) ?? withAddress[0];
		if (found && task.baseUrl) {
			return { kind: "same", route: { kind: "custom", baseUrl: task.baseUrl, profileId: found.profile.id } };
		}
	}
	return choice === null || choice.kind === "none" ? { kind: "none" } : { kind: "other", route: choice };
}
