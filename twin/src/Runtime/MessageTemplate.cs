using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Twin.Runtime;

/// <summary>A log message with its arguments put in: <c>{name}</c> in the order of the arguments, or <c>{0}</c> by
/// number.</summary>
internal sealed class MessageTemplate
{
    private readonly List<(string Name, object Value)> _properties;

    private MessageTemplate(string text, List<(string Name, object Value)> properties)
    {
        Text = text;
        _properties = properties;
    }

    public string Text { get; }

    public static MessageTemplate Parse(string template, object?[] args)
    {
        if (args.Length == 0)
        {
            return new MessageTemplate(template, []);
        }

        var text = new StringBuilder(template.Length);
        var properties = new List<(string, object)>();
        var next = 0;
        for (var at = 0; at < template.Length; at++)
        {
            var character = template[at];
            var doubled = at + 1 < template.Length && template[at + 1] == character;
            if (character is '{' or '}' && doubled)
            {
                text.Append(character);
                at++;
                continue;
            }

            var end = character == '{' ? template.IndexOf('}', at) : -1;
            if (end < 0)
            {
                text.Append(character);
                continue;
            }

            var hole = template[(at + 1)..end];
            var name = hole.Split(',', ':')[0].TrimStart('@', '$');
            var index = int.TryParse(name, CultureInfo.InvariantCulture, out var number) ? number : next++;
            var value = index < args.Length ? args[index] : hole;
            text.Append(Format(value, hole));
            if (value is not null && index < args.Length)
            {
                properties.Add((name, value));
            }

            at = end;
        }

        return new MessageTemplate(text.ToString(), properties);
    }

    public void WriteProperties(Utf8JsonWriter json)
    {
        foreach (var (name, value) in _properties.DistinctBy(property => property.Name))
        {
            json.WritePropertyName(name);
            if (value is bool truth)
            {
                json.WriteBooleanValue(truth);
            }
            else if (value is int or long or short or byte)
            {
                json.WriteNumberValue(Convert.ToInt64(value, Invariant));
            }
            else if (value is decimal exact)
            {
                json.WriteNumberValue(exact);
            }
            else if (value is double real && double.IsFinite(real))
            {
                json.WriteNumberValue(real);
            }
            else
            {
                json.WriteStringValue(Convert.ToString(value, Invariant));
            }
        }
    }

    private static CultureInfo Invariant => CultureInfo.InvariantCulture;

    private static string Format(object? value, string hole)
    {
        var colon = hole.IndexOf(':', StringComparison.Ordinal);
        return value is IFormattable formattable && colon >= 0
            ? formattable.ToString(hole[(colon + 1)..], Invariant)
            : Convert.ToString(value, Invariant) ?? "";
    }
}
