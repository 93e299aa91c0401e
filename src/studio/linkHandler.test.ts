import { afterAll, beforeEach, expect, it, vi } from "vitest";
import { pictureRoute } from "../navigation/route";
import { runAction, useNotices } from "../notices/notices";
import { fillPrompt, usePrompt } from "../prompt/promptState";
import { createLinkHandler, type LinkHandlerPorts } from "./linkHandler";

const picture = { id: "p", name: "lake.png" };
let openPicture: typeof picture | null = null;
const ports = {
	editor: { getState: () => ({ picture: openPicture }) },
	library: { getTask: vi.fn() },
	documents: { closePicture: vi.fn(), openStored: vi.fn() },
	openFile: vi.fn(),
	showResult: vi.fn(),
	restore: vi.fn(),
	report: vi.fn(),
};
const handleLink = createLinkHandler(ports as unknown as LinkHandlerPorts);
const notices = () => useNotices.getState().notices;
const text = () => usePrompt.getState().mentionText.text;

afterAll(() => void vi.useRealTimers());
beforeEach(() => {
	vi.resetAllMocks();
	// A link that is repeated within seconds is ignored.
	vi.setSystemTime(Date.now() + 10_000);
	ports.openFile.mockResolvedValue(true);
	ports.documents.openStored.mockResolvedValue(true);
	openPicture = null;
	useNotices.setState({ notices: [] });
	fillPrompt({ prompt: "", choices: {}, references: [] });
});

it("a link fills in an empty prompt bar without offering an undo", async () => {
	expect(await handleLink({ route: "/generate", params: { prompt: "a bay", n: "2" } })).toBe(true);
	expect(text()).toBe("a bay");
	expect(usePrompt.getState().choices.n).toBe(2);
	expect(notices()).toMatchObject([{ text: "The prompt was filled in from a link. Nothing was sent." }]);
	expect(notices()[0]?.action).toBeUndefined();
});

it("undo restores the text, the options, the references and the document that a link replaced", async () => {
	openPicture = picture;
	const references = [{ id: "r", image: "ab".repeat(32), name: "r.png" }];
	fillPrompt({ prompt: "mine", choices: { model: "dall-e-3", n: 4 }, references });
	await handleLink({ route: "/generate", params: { prompt: "theirs", size: "1024x1024" } });
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

it("undo after the filled-in prompt was edited offers to restore the edited text", async () => {
	fillPrompt({ prompt: "mine" });
	await handleLink({ route: "/generate", params: { prompt: "theirs" } });
	fillPrompt({ prompt: "theirs, and a long thought" });
	const [filled] = notices();
	if (filled) runAction(filled);
	expect(text()).toBe("mine");
	const [replaced] = notices();
	expect(replaced?.text).toBe("Your prompt was replaced");
	if (replaced) runAction(replaced);
	expect(text()).toBe("theirs, and a long thought");
});

it("a link with options only keeps the picture and the text", async () => {
	openPicture = picture;
	fillPrompt({ prompt: "mine" });
	await handleLink({ route: "/generate", params: { quality: "high" } });
	expect(ports.documents.closePicture).not.toHaveBeenCalled();
	expect(text()).toBe("mine");
});

it("invalid values are named in the notice and change nothing", async () => {
	expect(await handleLink({ route: "/generate", params: { size: "big", n: "-1" } })).toBe(false);
	expect(notices()).toMatchObject([{ text: "Ignored because of invalid values: Size and Count." }]);
	expect(await handleLink({ route: "/generate", params: {} })).toBe(false);
	expect(text()).toBe("");
});

it("a file that is reported twice is opened once, and its link may fill in the prompt", async () => {
	openPicture = picture;
	await handleLink({ route: "/edit", params: { path: "/a/b.png", prompt: "add a boat" } });
	await handleLink({ route: "/edit", params: { path: "/a/b.png" } });
	expect(ports.openFile.mock.calls).toEqual([["/a/b.png"]]);
	expect(ports.documents.closePicture, "the opened file is the picture to edit").not.toHaveBeenCalled();
	expect(text()).toBe("add a boat");
});

it("a file that cannot be opened is reported, and its prompt is not applied to another picture", async () => {
	ports.openFile.mockRejectedValue(new Error("gone"));
	expect(await handleLink({ route: "/edit", params: { path: "/a/c.png", prompt: "add a boat" } })).toBe(false);
	expect(ports.report).toHaveBeenCalledOnce();
	expect(text()).toBe("");
	ports.openFile.mockResolvedValue(false);
	expect(await handleLink({ route: "/edit", params: { path: "/a/d.png", prompt: "add a boat" } })).toBe(false);
	expect(text(), "the failure was reported by the reader").toBe("");
});

it("a link reported as a route and as a launch URL runs once, so that undo restores the user's text", async () => {
	fillPrompt({ prompt: "mine" });
	const link = { route: "/generate", params: { prompt: "theirs" } };
	await handleLink(link);
	expect(await handleLink(link)).toBe(false);
	notices()[0]?.action?.run();
	expect(text()).toBe("mine");
	vi.setSystemTime(Date.now() + 10_000);
	expect(await handleLink(link), "the same link later").toBe(true);
});

it.each(["\\\\evil\\share\\a.png", "//evil/share/a.png", "\\/evil/a.png"])(
	"a web page's link to the UNC path %s is refused; the host itself may open it",
	async (path) => {
		const link = { route: "/edit", params: { path, prompt: "add a boat" } };
		expect(await handleLink({ ...link, isFromOutside: true })).toBe(false);
		expect(ports.openFile).not.toHaveBeenCalled();
		expect(ports.report).toHaveBeenCalledOnce();
		vi.setSystemTime(Date.now() + 10_000);
		expect(await handleLink(link)).toBe(true);
	},
);

it("a link to a result opens it as a new document, and reports a task that no longer exists", async () => {
	const task = { id: "t" };
	ports.library.getTask.mockResolvedValueOnce(task);
	await handleLink(pictureRoute("t", 2));
	expect(ports.showResult).toHaveBeenCalledWith(task, 2, true);
	await handleLink(pictureRoute("gone", 0));
	expect(ports.showResult).toHaveBeenCalledOnce();
	expect(notices()).toMatchObject([{ tone: "error" }]);
});
