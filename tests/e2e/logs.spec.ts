// The log lines of the page and of the backend about one request have the same fields with the same values, in the log that
// a user is told to read.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Devhost } from "./servers";
import { expect, KEY, panel, test } from "./studio";
import { cards, connectEndpoint, openPicture, paintMask, sendEdit } from "./userActions";

type Fields = Record<string, string>;

/** The names that both sides write for an attempt that ended. */
const SHARED = [
	"request_id",
	"task_id",
	"gateway_type",
	"gateway_mode",
	"api_mode",
	"base_url",
	"endpoint",
	"operation",
	"model",
	"size",
	"count",
	"quality",
	"format",
	"reference_count",
	"has_mask",
	"status",
	"provider_request_id",
	"output_count",
	"asset_count",
	"error",
	"response_preview",
] as const;

function logLines({ dataDir }: Devhost): string[] {
	const folder = join(dataDir, "logs");
	return readdirSync(folder).flatMap((name) => readFileSync(join(folder, name), "utf8").split("\n"));
}

/** key=value of the backend, or the page's details as JSON. */
function fieldsOf(line: string): Fields {
	const json = /\{.*\}/.exec(line)?.[0];
	const entries = json
		? Object.entries(JSON.parse(json) as object)
		: [...line.matchAll(/ (\w+)=(?:"([^"]*)"|(\S+))/g)].map(([, key = "", quoted, plain]) => [key, quoted ?? plain]);
	return Object.fromEntries(entries.map(([key, value]) => [key, String(value)]));
}

const shared = (fields: Fields): Fields =>
	Object.fromEntries(SHARED.flatMap((key) => (key in fields ? [[key, fields[key] ?? ""]] : [])));

test("page and backend write the same fields about a request that succeeds and one that fails", async ({
	studio,
	devhost,
	provider,
}) => {
	await openPicture(studio);
	await connectEndpoint(studio, provider.url, KEY);
	await paintMask(studio);
	await sendEdit(studio);
	await expect(cards(studio).first().locator("img")).toBeVisible();
	provider.misbehave({ how: "error-detail" });
	await panel(studio)
		.getByRole("button", { name: /^(Edit|Generate)/ })
		.last()
		.click();
	await expect(cards(studio)).toHaveCount(2);
	await expect(cards(studio).first()).toContainText("Image edits are not enabled");

	for (const outcome of ["succeeded", "failed"]) {
		const lines = () => logLines(devhost).filter((line) => line.includes(outcome) && line.includes("hfis-"));
		await expect.poll(() => lines().length, { message: outcome }).toBe(2);
		const [page, backend] = [/generation/, /image request/].map((side) => {
			const line = lines().find((one) => side.test(one));
			return shared(fieldsOf(line ?? ""));
		});
		expect(page, outcome).toEqual(backend);
		expect(page).toMatchObject({
			gateway_type: "custom",
			endpoint: `${provider.url}/images/edits`,
			status: outcome === "failed" ? "422" : "200",
			has_mask: outcome === "failed" ? expect.any(String) : "true",
		});
		expect(page?.provider_request_id).toMatch(/^req_/);
		expect(Object.keys(page ?? {}), "what was not sent").not.toContain("quality");
	}
});
