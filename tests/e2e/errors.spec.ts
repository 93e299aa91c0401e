// Errors: invalid files, refused masks, unreachable endpoints, a wrong key, a backend that dies. Each shows a message
// in the user's language, and nothing is sent or lost.
import { encode } from "fast-png";
import { startProvider } from "../../dev/provider/server";
import { expect, KEY, PROMPT, panel, test } from "./studio";
import { PICTURE, picturePng } from "./testPicture";
import {
	alerts,
	cards,
	chooseFile,
	connectEndpoint,
	expectResult,
	openPicture,
	paintMask,
	sendEdit,
} from "./userActions";

/** The signature and the IHDR chunk of a PNG. */
const HEADER_BYTES = 8 + 25;

const FILES: [what: string, name: string, type: string, bytes: Buffer, says: { en: RegExp; zh: RegExp }][] = [
	[
		"text named .png",
		"notes.png",
		"image/png",
		Buffer.from("just some words"),
		{ en: /not a supported image/i, zh: /不是支持的图片/ },
	],
	["an empty file", "empty.png", "image/png", Buffer.alloc(0), { en: /empty/i, zh: /空/ }],
	[
		// A file that breaks off later opens as far as it goes, with a note (dev/bare/pictures.test.ts).
		"a PNG that ends after its header",
		"header.png",
		"image/png",
		picturePng().subarray(0, HEADER_BYTES),
		{ en: /damaged|incomplete|ends too early/i, zh: /损坏|不完整/ },
	],
];

for (const locale of ["en", "zh"] as const)
	test(`refuses files that are not pictures and keeps the document (${locale})`, async ({ studio, provider }) => {
		await studio.evaluate((name) => window.__HOST__.setLocale(name), locale);
		await openPicture(studio);
		await paintMask(studio);
		for (const [what, name, type, bytes, says] of FILES) {
			await chooseFile(studio, name, type, bytes);
			const alert = alerts(studio);
			await expect(alert, what).toContainText(says[locale]);
			await expect(panel(studio), `${what}: the picture stays`).toContainText(PICTURE.name);
			await alert.getByRole("button").click();
			await expect(alert).toHaveCount(0);
		}
		expect(provider.requests).toEqual([]);
		// The stroke can still be undone.
		await studio.keyboard.press("Control+z");
		await studio.keyboard.press("Control+Shift+z");
		await expect(panel(studio).locator(".hfis-prompt-send")).toContainText({ en: "masked", zh: "蒙版" }[locale]);
	});

test("the backend refuses a mask of other dimensions before anything is sent", async ({ studio, provider }) => {
	const mask = Buffer.from(encode({ width: 8, height: 8, channels: 4, depth: 8, data: new Uint8Array(8 * 8 * 4) }));
	const refusal = await studio.evaluate(
		async ([image, editMask]) => {
			// Calls the backend directly, because the page's own checks would refuse the mask first.
			const { invoke } = (window as unknown as { __TAURI_INTERNALS__: { invoke: Invoke } }).__TAURI_INTERNALS__;
			type Invoke = (command: string, args: unknown) => Promise<unknown>;
			const call = (command: string, args: unknown) =>
				invoke(["plugin", "invoke"].join("_"), {
					args: { wire_name: `plugin_dev_haloforge_image_studio_${command}`, args },
				});
			const put = async (b64: string) => {
				const bytes = Uint8Array.from(atob(b64), (letter) => letter.charCodeAt(0));
				const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
				const sha256 = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
				await call("put", { sha256, size: bytes.length, offset: 0, b64 });
				return sha256;
			};
			const { job_id } = (await call("check_mask", {
				image: { sha256: await put(image), content_type: "image/png", file_name: "a.png" },
				mask: { sha256: await put(editMask) },
			})) as { job_id: string };
			for (;;) {
				const { state, events } = (await call("poll", { job_id, after: 0 })) as { state: string; events: object[] };
				if (state !== "running") return events.at(-1);
			}
		},
		[picturePng().toString("base64"), mask.toString("base64")] as const,
	);
	expect(refusal).toMatchObject({
		type: "failed",
		error: {
			code: "mask_size_mismatch",
			details: { mask_width: 8, mask_height: 8, image_width: PICTURE.width, image_height: PICTURE.height },
		},
	});
	expect(provider.requests).toEqual([]);
});

test("reports an unreachable endpoint, loses nothing, and retries once it answers", async ({ studio }) => {
	const gone = await startProvider({ key: KEY });
	const { port } = new URL(gone.url);
	await gone.close();

	await openPicture(studio);
	await connectEndpoint(studio, gone.url, KEY);
	await paintMask(studio);
	await sendEdit(studio);
	await expect(cards(studio).first()).toContainText(/could not be reached|cannot be reached|no answer/i);
	await expect(panel(studio).getByRole("textbox", { name: /Prompt/ }), "the prompt stays").toHaveValue(PROMPT);
	await expect(panel(studio).locator(".hfis-prompt-send"), "the mask stays").toContainText("masked");

	const back = await startProvider({ key: KEY, port: Number(port) });
	await cards(studio).first().getByRole("button", { name: "Retry", exact: true }).click();
	await expectResult(studio);
	expect(back.requests.map(({ status }) => status)).toEqual([200]);
	await back.close();
});

test("explains the provider's refusal of a wrong key, with its request id", async ({ studio, provider }) => {
	await openPicture(studio);
	await connectEndpoint(studio, provider.url, `${KEY}-wrong`);
	await paintMask(studio);
	await sendEdit(studio);
	const card = cards(studio).first();
	await expect(card).toContainText(/key/i);
	await card.getByRole("button", { name: "Details" }).click();
	await expect(panel(studio).getByRole("dialog")).toContainText(/req/i);
	expect(await panel(studio).getByRole("dialog").innerText()).not.toContain(KEY);
	// The leak search covers the copied details.
	await studio.context().grantPermissions(["clipboard-read", "clipboard-write"]);
	await panel(studio).getByText("Technical details").click();
	await panel(studio).getByRole("button", { name: "Copy support report" }).click();
	const copied = await studio.evaluate(() => navigator.clipboard.readText());
	expect(copied).toContain("key_rejected");
	expect(copied).toMatch(/req_/);
});

test("reports in one sentence that the backend died, and keeps the picture and the prompt", async ({
	studio,
	devhost,
	provider,
}) => {
	await openPicture(studio);
	await connectEndpoint(studio, provider.url, KEY);
	await paintMask(studio);
	devhost.process.kill("SIGKILL");
	await sendEdit(studio);
	await expect(panel(studio)).toContainText(/backend/i);
	// The studio does not switch to the mock gateway by itself.
	await expect(panel(studio).getByRole("button", { name: /Not connected: backend not running/ })).toBeVisible();
	await expect(panel(studio).getByRole("textbox", { name: /Prompt/ })).toHaveValue(PROMPT);
	await expect(panel(studio)).toContainText(PICTURE.name);
});
