// Mounts the editor without studio and host. `?picture=…` opens a picture; `?locale=zh` selects Chinese.
import { createRoot } from "react-dom/client";
import { createEditor, EditorView } from "../../editor";
import { makeOutgoingPicture } from "../../editor/outgoingPicture";
import { maskHashes } from "./maskHashes";

const query = new URLSearchParams(location.search);
const editor = createEditor();
createRoot(document.getElementById("editor") as HTMLElement).render(
	<EditorView editor={editor} locale={query.get("locale") === "zh" ? "zh" : "en"} />,
);
const picture = query.get("picture");
if (picture !== null) await editor.open(await (await fetch(picture)).blob(), picture);
// maskHashes is for the tests that compare encoders between browsers.
Object.assign(window, { editor, makeOutgoingPicture, maskHashes });
