using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Pulumi.Serialization;

/// <summary>Arguments that go to a provider as JSON, spaced as the engine's formatter spaces it.</summary>
internal static class JsonText
{
    private static readonly JsonSerializerOptions Relaxed = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Input<string> Of(string path, object value)
    {
        return new Output<string>(DataAsync());

        async Task<OutputData<string>> DataAsync()
        {
            var data = await Wire.SendAsync(path, value).ConfigureAwait(false);
            return data.As(data.IsKnown ? Format(data.Value) : "");
        }
    }

    private static string Format(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        double number => number.ToString("r", CultureInfo.InvariantCulture),
        string text => Quoted(text),
        ImmutableArray<object?> list => Joined("[", list.Select(Format), "]"),
        ImmutableDictionary<string, object?> map => Joined(
            "{",
            map.OrderBy(pair => pair.Key, StringComparer.InvariantCulture)
                .Select(pair => $"{Quoted(pair.Key)}: {Format(pair.Value)}"),
            "}"),
        _ => throw new InvalidOperationException($"{value.GetType().FullName} cannot be an argument in JSON"),
    };

    // that formatter escapes what could end a script, and nothing else that it need not
    private static string Quoted(string text)
        => JsonSerializer.Serialize(text, Relaxed)
            .Replace("<", @"\u003c", StringComparison.Ordinal)
            .Replace(">", @"\u003e", StringComparison.Ordinal);

    private static string Joined(string open, IEnumerable<string> parts, string close)
    {
        var inner = string.Join(", ", parts);
        return inner.Length == 0 ? $"{open} {close}" : $"{open} {inner} {close}";
    }
}
