using System.Text;

namespace Infra.Workflows.States;

/// <summary>Intrinsic functions of the States Language, as expressions
/// (https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html).</summary>
internal static class Intrinsic
{
    /// <summary>A text in which values take the place of names.</summary>
    /// <param name="values">The path of the value for each name, wherever the text has the name.</param>
    public static string Format(string text, params ImmutableArray<(string Name, string Path)> values)
    {
        var (template, arguments) = (new StringBuilder(), new List<string>());
        for (var at = 0; at < text.Length;)
        {
            var rest = text.AsSpan(at);
            var found = false;
            foreach (var (name, path) in values)
            {
                if (rest.StartsWith(name, StringComparison.Ordinal))
                {
                    template.Append("{}");
                    arguments.Add(path);
                    at += name.Length;
                    found = true;
                    break;
                }
            }

            if (!found)
            {
                template.Append(text[at] is '\'' or '\\' or '{' or '}' ? $"\\{text[at]}" : $"{text[at]}");
                at++;
            }
        }

        return $"States.Format('{template}'{string.Concat(arguments.Select(argument => ", " + argument))})";
    }

    /// <summary>The value as JSON.</summary>
    public static string Text(string path) => $"States.JsonToString({path})";
}
