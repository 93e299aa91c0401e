// A record as the texts that other programs read: XMP, and the keyword "parameters". Pure.
import type { PictureRecord, RecordedTask } from "./pictureRecord";

/** The vocabulary in which photo archives mark generated pictures. */
const SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/";

/** In characters; a JPEG has room for 65,000 bytes. The record has the whole text. */
const MAX_DESCRIPTION = 8000;

export function xmpOf({ program, tasks }: PictureRecord): string {
	const [task] = tasks;
	const { params, gateway, revisedPrompt, createdAt } = task;
	const isComposite = tasks.length > 1 || task.operation === "edit";
	const source = isComposite ? "compositeWithTrainedAlgorithmicMedia" : "trainedAlgorithmicMedia";
	const own = [
		["model", params.model],
		...["size", "quality", "background"].flatMap((name) => {
			const value = params[name as "size" | "quality" | "background"];
			return value === undefined ? [] : [[name, value]];
		}),
		["gateway", gateway],
		["requests", String(tasks.length)],
	];
	const attributes = own.map(([name, value]) => `\n   hfis:${name}="${escapeXml(value ?? "")}"`).join("");
	const languages = (text: string) =>
		`<rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(text.slice(0, MAX_DESCRIPTION))}</rdf:li></rdf:Alt>`;
	return `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
   xmlns:dc="http://purl.org/dc/elements/1.1/"
   xmlns:xmp="http://ns.adobe.com/xap/1.0/"
   xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
   xmlns:hfis="urn:haloforge:image-studio:1"
   xmp:CreatorTool="${escapeXml(program)}"
   xmp:CreateDate="${new Date(createdAt).toISOString()}"
   Iptc4xmpExt:DigitalSourceType="${SOURCE_TYPES}${source}"${attributes}>
   <dc:description>${languages(task.prompt)}</dc:description>${
			revisedPrompt === undefined ? "" : `\n   <hfis:revisedPrompt>${languages(revisedPrompt)}</hfis:revisedPrompt>`
		}
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>`;
}

/** The prompt, then one line of settings, as programs for local models write them. */
export function parametersOf({ program, tasks: [task] }: PictureRecord): string {
	return `${task.prompt.replace(/\r\n?/g, "\n")}\n${settingsOf(task, program)}`;
}

function settingsOf({ params, operation }: RecordedTask, program: string): string {
	const { model, size, quality, background } = params;
	const settings = {
		Size: size,
		Model: model,
		Quality: quality,
		Background: background,
		Operation: operation,
		Version: program,
	};
	return Object.entries(settings)
		.flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${quoteIfNeeded(value)}`]))
		.join(", ");
}

const quoteIfNeeded = (value: string): string => (/[,:\n"]/.test(value) ? JSON.stringify(value) : value);

/** Characters that XML does not have are left out. */
function escapeXml(text: string): string {
	const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
	return text
		.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "")
		.replace(/[&<>"]/g, (character) => entities[character] ?? "");
}
