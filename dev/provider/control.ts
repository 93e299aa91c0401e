// The path /__control sets misbehaviours from another process: POST {match,times,how} adds a rule and DELETE removes
// all. Every method, GET included, returns the available misbehaviours, the active rules and the received requests.
import { ProviderError, wrongMethod } from "./envelope";
import { MISBEHAVIOURS, parseMisbehaviour } from "./misbehave/names";
import type { Rule, Rules } from "./misbehave/rules";
import { describeRecord, type RecordedRequest } from "./record";
import { jsonReply, type Reply } from "./reply";

export const CONTROL_PATH = "/__control";

export async function control(
	method: string,
	readJson: () => Promise<unknown>,
	rules: Rules,
	requests: readonly RecordedRequest[],
): Promise<Reply> {
	if (method === "POST") rules.add(readRule(await readJson()));
	else if (method === "DELETE") rules.clear();
	else if (method !== "GET") throw wrongMethod(method, CONTROL_PATH);
	return jsonReply({
		rules: rules.list(),
		misbehaviours: MISBEHAVIOURS,
		requests: requests.filter(({ path }) => path !== CONTROL_PATH).map(describeRecord),
	});
}

function readRule(value: unknown): Rule {
	const { how, times, match } = (typeof value === "object" && value !== null ? value : {}) as Record<string, unknown>;
	const specs = [how].flat();
	const unknown = specs.find((one) => typeof one !== "string" || !parseMisbehaviour(one));
	if (specs.length === 0 || unknown !== undefined) {
		throw new ProviderError(
			`There is no misbehaviour "${String(unknown)}": GET ${CONTROL_PATH} lists them.`,
			null,
			"how",
		);
	}
	if (times !== undefined && !(Number.isInteger(times) && Number(times) > 0)) {
		throw new ProviderError("times must be a whole number above 0.", null, "times");
	}
	return {
		how: specs as string[] as Rule["how"],
		...(times === undefined ? {} : { times: Number(times) }),
		...(typeof match === "object" && match !== null ? { match: match as NonNullable<Rule["match"]> } : {}),
	};
}
