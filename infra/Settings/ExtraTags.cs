using System.Text.RegularExpressions;

namespace Infra.Settings;

/// <summary>The tags of the setting <c>tags</c>, by the rules that all services share
/// (https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html).</summary>
internal static partial class ExtraTags
{
    public const string Characters = "letters, digits, spaces and _ . : / = + - @";

    // An object in S3 has ten tags at most, and the playlists' list gets these too.
    private const int Most = 10;
    private const int LongestKey = 128;
    private const int LongestValue = 256;

    /// <summary>Determines whether AWS accepts the value of a tag.</summary>
    public static bool AcceptsValue(string value) => value.Length <= LongestValue && Accepted().IsMatch(value);

    public static ImmutableArray<KeyValuePair<string, string>> Parse(string text, SettingProblems problems)
    {
        var tags = text
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(item => item.Split('=', 2, StringSplitOptions.TrimEntries))
            .Select(parts => KeyValuePair.Create(parts[0], parts.ElementAtOrDefault(1)))
            .ToList();
        foreach (var (key, value) in tags)
        {
            if (key is not { Length: > 0 and <= LongestKey } || !Accepted().IsMatch(key)
                || value is null || !AcceptsValue(value))
            {
                problems.Wrong(
                    value is null ? key : $"{key}={value}",
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"key=value, separated by commas, with {LongestKey} and {LongestValue} {Characters} at most"));
            }
            else if (key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase))
            {
                problems.Add($"has {key}. AWS alone sets tags that begin with aws: choose another key.");
            }
            else if (Tags.OfTheStack.Contains(key, StringComparer.OrdinalIgnoreCase))
            {
                problems.Add($"has {key}, which the stack sets itself. Choose another key.");
            }
        }

        // IAM compares keys regardless of case.
        if (tags.GroupBy(tag => tag.Key, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1)
            is { } twice)
        {
            problems.Add($"has {twice.Key} twice. Leave one out.");
        }

        if (tags.Count > Most - Tags.OfTheStack.Length)
        {
            problems.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"has {tags.Count} tags. It accepts up to {Most - Tags.OfTheStack.Length}: an object in S3 has {Most} at "
                + $"most, and the stack sets the others."));
        }

        return [.. tags.Select(tag => KeyValuePair.Create(tag.Key, tag.Value ?? ""))];
    }

    [GeneratedRegex(@"^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Accepted();
}
