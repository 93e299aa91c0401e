import { afterAll, beforeEach, expect, it, vi } from "vitest";
import { act, useNotices } from "../notices/notices";
import { fillPrompt, usePrompt } from "../prompt/promptState";
import { createLinks, type LinksPorts, pictureRoute } from "./links";

const picture = { id: "p", name: "lake.png" };
let onCanvas: typeof picture | null = null;
const ports = {
	editor: { getState: () => ({ picture: onCanvas }) },
	library: { getTask: vi.fn() },
	documents: { closePicture: vi.fn(), openStored: vi.fn() },
	openFile: vi.fn(),
	showResult: vi.fn(),
	ready: vi.fn(),
	report: vi.fn(),
};
const carryOut = createLinks(ports as unknown as LinksPorts);
const notices = () => useNotices.getState().notices;
const text = () => usePrompt.getState().mentioning.text;

afterAll(() => void vi.useRealTimers());
beforeEach(() => {
	vi.resetAllMocks();
	// What was told before is told anew.
	vi.setSystemTime(Date.now() + 10_000);
	ports.openFile.mockResolvedValue(true);
	ports.documents.openStored.mockResolvedValue(true);
	onCanvas = null;
	useNotices.setState({ notices: [] });
	fillPrompt({ prompt: "", choices: {}, references: [] });
});

it("an empty bar is filled in, and there is nothing to give back", async () => {
	expect(await carryOut({ route: "/generate", params: { prompt: "a bay", n: "2" } })).toBe(true);
	expect(text()).toBe("a bay");
	expect(usePrompt.getState().choices.n).toBe(2);
	expect(notices()).toMatchObject([{ text: "A link filled in the prompt. Nothing was sent." }]);
	expect(notices()[0]?.action).toBeUndefined();
});

it("what was typed and chosen, what goes along and what lay on the canvas come back as they were", async () => {
	onCanvas = picture;
	const references = [{ id: "r", image: "ab".repeat(32), name: "r.png" }];
	fillPrompt({ prompt: "mine", choices: { model: "dall-e-3", n: 4 }, references });
	await carryOut({ route: "/generate", params: { prompt: "theirs", size: "1024x1024" } });
	expect(ports.documents.closePicture).toHaveBeenCalledOnce();
	expect(usePrompt.getState()).toMatchObject({
		choices: { model: "dall-e-3", size: "1024x1024", n: 4 },
		references: [],
	});
	const [notice] = notices();
	expect(notice).toMatchObject({ isLasting: true });
	notice?.action?.run();
	expect(text()).toBe("mine");
	expect(usePrompt.getState()).toMatchObject({ choices: { model: "dall-e-3", size: "", n: 4 }, references });
	expect(ports.documents.openStored).toHaveBeenCalledWith("p");
});

it("what was written into it since comes back, too, when it is put back late", async () => {
	fillPrompt({ prompt: "mine" });
	await carryOut({ route: "/generate", params: { prompt: "theirs" } });
	fillPrompt({ prompt: "theirs, and a long thought" });
	const [filled] = notices();
	if (filled) act(filled);
	expect(text()).toBe("mine");
	const [replaced] = notices();
	expect(replaced?.text).toBe("Your prompt was replaced");
	if (replaced) act(replaced);
	expect(text()).toBe("theirs, and a long thought");
});

it("settings alone leave the picture and the words where they are", async () => {
	onCanvas = picture;
	fillPrompt({ prompt: "mine" });
	await carryOut({ route: "/generate", params: { quality: "high" } });
	expect(ports.documents.closePicture).not.toHaveBeenCalled();
	expect(text()).toBe("mine");
});

it("what makes no sense is named, and changes nothing", async () => {
	expect(await carryOut({ route: "/generate", params: { size: "big", n: "-1" } })).toBe(false);
	expect(notices()).toMatchObject([{ text: "Left out, because the value makes no sense: Size and Count." }]);
	expect(await carryOut({ route: "/generate", params: {} })).toBe(false);
	expect(text()).toBe("");
});

it("a file is opened once, whichever ways tell of it, and words may come with it", async () => {
	onCanvas = picture;
	await carryOut({ route: "/edit", params: { path: "/a/b.png", prompt: "add a boat" } });
	await carryOut({ route: "/edit", params: { path: "/a/b.png" } });
	expect(ports.openFile.mock.calls).toEqual([["/a/b.png"]]);
	expect(ports.documents.closePicture, "it is the file that is edited").not.toHaveBeenCalled();
	expect(text()).toBe("add a boat");
});

it("a file that cannot be opened is said, and no words are filled in for another picture", async () => {
	ports.openFile.mockRejectedValue(new Error("gone"));
	expect(await carryOut({ route: "/edit", params: { path: "/a/c.png", prompt: "add a boat" } })).toBe(false);
	expect(ports.report).toHaveBeenCalledOnce();
	expect(text()).toBe("");
	ports.openFile.mockResolvedValue(false);
	expect(await carryOut({ route: "/edit", params: { path: "/a/d.png", prompt: "add a boat" } })).toBe(false);
	expect(text(), "said where it was read").toBe("");
});

it("told twice, by a route and as a launch URL, it is taken once: what was typed can be had back", async () => {
	fillPrompt({ prompt: "mine" });
	const errand = { route: "/generate", params: { prompt: "theirs" } };
	await carryOut(errand);
	expect(await carryOut(errand)).toBe(false);
	notices()[0]?.action?.run();
	expect(text()).toBe("mine");
	vi.setSystemTime(Date.now() + 10_000);
	expect(await carryOut(errand), "asked for again, later").toBe(true);
});

it.each(["\\\\evil\\share\\a.png", "//evil/share/a.png", "\\/evil/a.png"])(
	"a web page's link to %s, on another computer, is not followed; what the host itself opens is",
	async (path) => {
		const errand = { route: "/edit", params: { path, prompt: "add a boat" } };
		expect(await carryOut({ ...errand, isFromOutside: true })).toBe(false);
		expect(ports.openFile).not.toHaveBeenCalled();
		expect(ports.report).toHaveBeenCalledOnce();
		vi.setSystemTime(Date.now() + 10_000);
		expect(await carryOut(errand)).toBe(true);
	},
);

it("a result in a window of its own, and one that is gone", async () => {
	const task = { id: "t" };
	ports.library.getTask.mockResolvedValueOnce(task);
	await carryOut(pictureRoute("t", 2));
	expect(ports.showResult).toHaveBeenCalledWith(task, 2, true);
	await carryOut(pictureRoute("gone", 0));
	expect(ports.showResult).toHaveBeenCalledOnce();
	expect(notices()).toMatchObject([{ tone: "error" }]);
});
