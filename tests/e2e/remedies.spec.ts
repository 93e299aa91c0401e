// The card and the notice of a failed task quote the provider, and offer the remedy of known refusals with one press.
import { expect, KEY, panel, test } from "./studio";
import { cards, connectEndpoint, expectResult, openPicture, paintMask, sendEdit } from "./userActions";

test("quotes the provider on the card and in the notice", async ({ studio, provider }) => {
	await openPicture(studio);
	await connectEndpoint(studio, provider.url, KEY);
	provider.misbehave({ how: "error-detail" });
	await paintMask(studio);
	await sendEdit(studio);
	const words = "Image edits are not enabled on this server.";
	await expect(cards(studio).first()).toContainText(words);
	await expect(panel(studio).getByRole("region", { name: "Notices" })).toContainText(words);
});

test("offers the other name of the image field where the server requires it", async ({ studio, provider }) => {
	await openPicture(studio);
	await connectEndpoint(studio, provider.url, KEY);
	provider.misbehave({ how: "image-field" });
	await paintMask(studio);
	await sendEdit(studio);
	await expect(cards(studio).first()).toContainText("expects the images under another field name");
	// Also where the card is shown before the endpoints are known.
	await studio.reload();
	await cards(studio).first().getByRole("button", { name: "Use “image” and retry" }).click();
	await expectResult(studio);
	const fields = provider.requests.map(({ files }) => files.map(({ field }) => field));
	expect(fields).toEqual([
		["image[]", "mask"],
		["image", "mask"],
	]);
});

test("offers to turn streaming off where every streamed request fails", async ({ studio, provider }) => {
	await openPicture(studio);
	await panel(studio).getByRole("button", { name: "Settings", exact: true }).click();
	const dialog = panel(studio).getByRole("dialog");
	await dialog.getByLabel(/Base URL/).fill(provider.url);
	await dialog.getByLabel(/API key/).fill(KEY);
	await dialog.getByText("Advanced server settings").click();
	await dialog.getByLabel(/Streaming previews/).click();
	await dialog.getByRole("button", { name: "Save" }).click();
	await expect(dialog).toContainText("A key is set");
	await dialog.getByRole("button", { name: "Close" }).click();
	provider.misbehave({ how: "500-stream" });
	await paintMask(studio);
	await sendEdit(studio);
	await panel(studio)
		.getByRole("region", { name: "Notices" })
		.getByRole("button", { name: "Turn off streaming and retry" })
		.click();
	await expectResult(studio);
	expect(provider.requests.map(({ fields }) => fields.stream?.[0])).toEqual(["true", undefined]);
});
