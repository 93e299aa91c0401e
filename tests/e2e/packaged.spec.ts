// The main flow with the backend of the package that `npm run plugin:pack` writes.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readPackage, unpack } from "../package/readPackage";
import { connectToDevhost } from "./servers";
import { expect, KEY, test, withDevhost } from "./studio";
import { dropPicture, expectResult, expectStored, paintMask, sendEdit, typeEndpoint } from "./userActions";

test("makes an edit with the backend of the packed .hfpkg", async ({ page, origin, provider, secrets }) => {
	const folder = mkdtempSync(join(tmpdir(), "hfpkg-"));
	await withDevhost({ origin, secrets }, unpack(readPackage(), folder), async (devhost) => {
		await connectToDevhost(page, devhost);
		await page.goto(origin);
		await dropPicture(page);
		await typeEndpoint(page, provider.url, KEY);
		await paintMask(page);
		await sendEdit(page);
		await expectResult(page);
		expect(provider.requests.map(({ path, status }) => [path, status])).toEqual([["/v1/images/edits", 200]]);
		await expectStored(page);
		await page.reload();
		await expectResult(page);
	});
	rmSync(folder, { recursive: true, force: true });
});
