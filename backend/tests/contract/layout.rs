//! Lays out the one-line types that ts-rs prints: short types stay on one line, longer objects get a line for each field
//! and longer unions one for each member.

const WIDTH: usize = 110;

enum Type {
    Other(String),
    Object(Vec<Field>),
    Union(Vec<Type>),
    Intersection(Vec<Type>),
}

struct Field {
    docs: Vec<String>,
    name: String,
    value: Type,
}

/// "type Name = …" with its type laid out, or a type alone.
pub fn type_or_declaration(text: &str, indent: usize) -> String {
    match text.strip_prefix("type ").and_then(|rest| rest.split_once(" = ")) {
        Some((name, value)) => {
            let value = print(&parse(value), indent, "export type  = ;".len() + name.len());
            format!("type {name} ={}{value}", if value.starts_with('\n') { "" } else { " " })
        }
        None => print(&parse(text), indent, 0),
    }
}

/// The lines of a doc comment without its marks.
pub fn doc_lines(comment: &str) -> Vec<String> {
    let text = comment.trim().trim_start_matches("/**").trim_end_matches("*/").trim();
    text.lines().map(|line| line.trim().trim_start_matches('*').trim().to_owned()).collect()
}

/// A doc comment that ends with a line break; "" without lines.
pub fn comment(lines: &[String], indent: usize) -> String {
    let tabs = "\t".repeat(indent);
    match lines {
        [] => String::new(),
        [line] => format!("{tabs}/** {line} */\n"),
        lines => {
            let lines: String =
                lines.iter().map(|line| format!("{}\n", format!("{tabs} * {line}").trim_end())).collect();
            format!("{tabs}/**\n{lines}{tabs} */\n")
        }
    }
}

fn print(value: &Type, indent: usize, used: usize) -> String {
    let tabs = "\t".repeat(indent);
    match (one_line(value), value) {
        (Some(line), _) if indent * 4 + used + line.len() <= WIDTH => line,
        (_, Type::Other(text)) => text.clone(),
        (_, Type::Object(fields)) => {
            let line = |field: &Field| {
                let value = print(&field.value, indent + 1, field.name.len() + "; ".len());
                format!("{}{tabs}\t{}: {value};\n", comment(&field.docs, indent + 1), field.name)
            };
            format!("{{\n{}{tabs}}}", fields.iter().map(line).collect::<String>())
        }
        (_, Type::Union(members)) => {
            members.iter().map(|member| format!("\n{tabs}\t| {}", print(member, indent + 1, 2))).collect()
        }
        (_, Type::Intersection(members)) => {
            let member = |member: &Type| match member {
                Type::Union(_) => format!("({}\n{tabs})", print(member, indent, 0)),
                _ => print(member, indent, 0),
            };
            members.iter().map(member).collect::<Vec<_>>().join(" & ")
        }
    }
}

/// None where a doc comment needs a line of its own.
fn one_line(value: &Type) -> Option<String> {
    let all = |members: &[Type]| members.iter().map(one_line).collect::<Option<Vec<_>>>();
    Some(match value {
        Type::Other(text) => text.clone(),
        Type::Object(fields) => {
            let field = |field: &Field| {
                let value = one_line(&field.value).filter(|_| field.docs.is_empty())?;
                Some(format!("{}: {value}", field.name))
            };
            format!("{{ {} }}", fields.iter().map(field).collect::<Option<Vec<_>>>()?.join("; "))
        }
        Type::Union(members) => all(members)?.join(" | "),
        Type::Intersection(members) => {
            let member = |member: &Type| match member {
                Type::Union(_) => one_line(member).map(|line| format!("({line})")),
                _ => one_line(member),
            };
            members.iter().map(member).collect::<Option<Vec<_>>>()?.join(" & ")
        }
    })
}

fn parse(text: &str) -> Type {
    let mut rest = text;
    let parsed = union(&mut rest);
    assert!(rest.trim().is_empty(), "cannot lay out {text}");
    parsed
}

fn union(rest: &mut &str) -> Type {
    separated(rest, '|', |rest| separated(rest, '&', member, Type::Intersection), Type::Union)
}

/// One member stands for itself.
fn separated(rest: &mut &str, by: char, one: fn(&mut &str) -> Type, all: fn(Vec<Type>) -> Type) -> Type {
    let first = one(rest);
    let mut members = vec![first];
    while skip(rest, by) {
        members.push(one(rest));
    }
    match members.pop() {
        Some(only) if members.is_empty() => only,
        last => all(members.into_iter().chain(last).collect()),
    }
}

/// Skips space and then `expected`; false where something else follows.
fn skip(rest: &mut &str, expected: char) -> bool {
    *rest = rest.trim_start();
    match rest.strip_prefix(expected) {
        Some(behind) => {
            *rest = behind;
            true
        }
        None => false,
    }
}

fn member(rest: &mut &str) -> Type {
    if skip(rest, '(') {
        let inner = union(rest);
        assert!(skip(rest, ')'), "no ) before {rest}");
        return inner;
    }
    if !skip(rest, '{') {
        let text = take(rest, |c| "|&,;(){}".contains(c));
        let item = text.strip_prefix("Array<").and_then(|text| text.strip_suffix('>'));
        return Type::Other(item.map(|item| format!("{item}[]")).unwrap_or(text));
    }
    let mut fields = Vec::new();
    while !skip(rest, '}') {
        let docs = match rest.strip_prefix("/**").and_then(|comment| comment.split_once("*/")) {
            Some((comment, behind)) => {
                *rest = behind;
                doc_lines(comment)
            }
            None => Vec::new(),
        };
        let name = take(rest, |c| c == ':').replace('"', "");
        assert!(skip(rest, ':'), "no : before {rest}");
        fields.push(Field { docs, name, value: union(rest) });
        let _ = skip(rest, ',') || skip(rest, ';');
    }
    Type::Object(fields)
}

/// The text before the first character that ends it, outside of quotes and angle brackets.
fn take(rest: &mut &str, is_end: fn(char) -> bool) -> String {
    let (mut is_quoted, mut depth) = (false, 0);
    let end = rest.find(|c| {
        match c {
            '"' => is_quoted = !is_quoted,
            '<' => depth += 1,
            '>' => depth -= 1,
            _ => {}
        }
        !is_quoted && depth == 0 && is_end(c)
    });
    let (text, behind) = rest.split_at(end.unwrap_or(rest.len()));
    *rest = behind;
    text.trim().to_owned()
}
