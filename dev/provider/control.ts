// /__control: misbehaviour told from outside the process. POST {match,times,how} adds, DELETE takes all back, GET lists
// the names, what is in force and what was received.
import { ProviderError, wrongMethod } from "./envelope";
import { MISBEHAVIOURS, parseHow } from "./misbehave/names";
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
	const hows = [how].flat();
	const wrong = hows.find((one) => typeof one !== "string" || !parseHow(one));
	if (hows.length === 0 || wrong !== undefined) {
		throw new ProviderError(
			`There is no misbehaviour "${String(wrong)}": GET ${CONTROL_PATH} lists them.`,
			null,
			"how",
		);
	}
	if (times !== undefined && !(Number.isInteger(times) && Number(times) > 0)) {
		throw new ProviderError("times must be a whole number above 0.", null, "times");
	}
	return {
		how: hows as string[] as Rule["how"],
		...(times === undefined ? {} : { times: Number(times) }),
		...(typeof match === "object" && match !== null ? { match: match as NonNullable<Rule["match"]> } : {}),
	};
}
