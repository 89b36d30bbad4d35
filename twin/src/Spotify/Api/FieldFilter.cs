using Twin.Spotify.Json;

namespace Twin.Spotify.Api;

/// <summary>The <c>fields</c> parameter: names separated by commas, the fields of a name in parentheses or after a dot,
/// and <c>!</c> before a name that is excluded, as in <c>items(added_at,item(name,album(!images))),total</c>. A list
/// with an exclusion keeps all other fields.</summary>
internal sealed class FieldFilter : JsonRule
{
    private readonly Dictionary<string, JsonMemberChange> _changes;
    private readonly JsonMemberChange _otherwise;

    private FieldFilter(Dictionary<string, JsonMemberChange> changes)
    {
        _changes = changes;
        _otherwise = changes.Values.Any(change => change.Drop) ? JsonMemberChange.Keep : JsonMemberChange.Remove;
    }

    /// <exception cref="FormatException">A name is missing or a parenthesis is not closed.</exception>
    public static FieldFilter Parse(string fields)
    {
        var position = 0;
        var filter = List(fields, ref position);
        return position == fields.Length ? filter : throw Invalid(fields, position);
    }

    public override JsonMemberChange GetChange(ReadOnlySpan<byte> name) =>
        Utf8Lookup.Find(_changes.GetAlternateLookup<ReadOnlySpan<char>>(), name, _otherwise);

    private static FieldFilter List(string fields, ref int position)
    {
        var changes = new Dictionary<string, JsonMemberChange>(StringComparer.Ordinal);
        while (true)
        {
            var excluded = position < fields.Length && fields[position] == '!';
            position += excluded ? 1 : 0;
            var name = Name(fields, ref position);
            var inner = Inner(fields, ref position);
            Add(changes, name, excluded ? JsonMemberChange.Remove : new JsonMemberChange(Drop: false, Value: inner));
            if (position == fields.Length || fields[position] != ',')
            {
                return new FieldFilter(changes);
            }

            position++;
        }
    }

    private static string Name(string fields, ref int position)
    {
        var start = position;
        while (position < fields.Length && (char.IsAsciiLetterOrDigit(fields[position]) || fields[position] == '_'))
        {
            position++;
        }

        return position > start ? fields[start..position] : throw Invalid(fields, position);
    }

    private static FieldFilter? Inner(string fields, ref int position)
    {
        switch (position < fields.Length ? fields[position] : ',')
        {
            case '.':
                position++;
                var excluded = position < fields.Length && fields[position] == '!';
                position += excluded ? 1 : 0;
                var name = Name(fields, ref position);
                var inner = Inner(fields, ref position);
                return One(name, excluded ? JsonMemberChange.Remove : new JsonMemberChange(Drop: false, Value: inner));
            case '(':
                position++;
                var list = List(fields, ref position);
                return position < fields.Length && fields[position++] == ')' ? list : throw Invalid(fields, position);
            default:
                return null;
        }
    }

    private static FieldFilter One(string name, JsonMemberChange change) =>
        new(new Dictionary<string, JsonMemberChange>(StringComparer.Ordinal) { [name] = change });

    /// <summary>Adds a name. The same name twice, as in <c>owner.id,owner.display_name</c>, selects both.</summary>
    private static void Add(Dictionary<string, JsonMemberChange> changes, string name, JsonMemberChange change)
    {
        if (!changes.TryGetValue(name, out var earlier))
        {
            changes[name] = change;
            return;
        }

        if (earlier.Value is FieldFilter first && change.Value is FieldFilter second)
        {
            var both = new Dictionary<string, JsonMemberChange>(first._changes, StringComparer.Ordinal);
            foreach (var (inner, innerChange) in second._changes)
            {
                Add(both, inner, innerChange);
            }

            changes[name] = JsonMemberChange.Within(new FieldFilter(both));
        }
        else
        {
            changes[name] = earlier.Drop || change.Drop ? JsonMemberChange.Remove : JsonMemberChange.Keep;
        }
    }

    private static FormatException Invalid(string fields, int position) =>
        new($"Invalid fields at character {position + 1}: {fields}");
}
