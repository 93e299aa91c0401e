// All that it takes to mount the editor: no studio, no host. `?picture=…` opens one; `?locale=zh` speaks Chinese.
import { createRoot } from "react-dom/client";
import { createEditor, EditorView } from "../../editor";
import { maskHashes } from "./maskCase";

const query = new URLSearchParams(location.search);
const editor = createEditor();
createRoot(document.getElementById("editor") as HTMLElement).render(
	<EditorView editor={editor} locale={query.get("locale") === "zh" ? "zh" : "en"} />,
);
const picture = query.get("picture");
if (picture !== null) await editor.open(await (await fetch(picture)).blob(), picture);
// maskHashes: for the tests that compare encoders between browsers.
Object.assign(window, { editor, maskHashes });
