using System.Buffers;
using System.Text.Json;

namespace Twin.Spotify.Json;

/// <summary>Removes and renames members of JSON, and copies every other byte unchanged: white space, escapes, number
/// forms, lone surrogates, unknown fields. No string is ever decoded.</summary>
internal static class JsonRewriter
{
    public static ReadOnlyMemory<byte> Apply(ReadOnlyMemory<byte> source, JsonRule rule)
    {
        var target = new ArrayBufferWriter<byte>(source.Length + 16);
        Apply(source, rule, target);
        return target.WrittenMemory;
    }

    /// <param name="rule">Null to copy the JSON unchanged.</param>
    public static void Apply(ReadOnlyMemory<byte> source, JsonRule? rule, IBufferWriter<byte> target)
    {
        var copier = new Copier(source.Span, target);
        copier.Value(rule);
        copier.CopyTo(source.Length);
    }

    private ref struct Copier
    {
        private readonly ReadOnlySpan<byte> _source;
        private readonly IBufferWriter<byte> _target;
        private Utf8JsonReader _reader;
        private int _copied;

        public Copier(ReadOnlySpan<byte> source, IBufferWriter<byte> target)
        {
            _source = source;
            _target = target;
            _reader = new Utf8JsonReader(source);
            _reader.Read();
        }

        private readonly int TokenEnd => (int)_reader.BytesConsumed;

        /// <summary>Reads the value at which the reader is, up to its last token.</summary>
        public void Value(JsonRule? rule)
        {
            if (rule is null)
            {
                _reader.Skip();
            }
            else if (_reader.TokenType == JsonTokenType.StartObject)
            {
                Object(rule);
            }
            else if (_reader.TokenType == JsonTokenType.StartArray)
            {
                while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
                {
                    Value(rule);
                }
            }
        }

        public void CopyTo(int end)
        {
            _target.Write(_source[_copied..end]);
            _copied = end;
        }

        private void Object(JsonRule rule)
        {
            // The end of the last member that stays. The bytes between it and the end of a removed member are removed
            // too.
            var end = TokenEnd;
            var goneFirst = false;
            var first = true;
            while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
            {
                var change = rule.GetChange(_reader.ValueSpan);
                var nameStart = (int)_reader.TokenStartIndex;
                var nameEnd = nameStart + _reader.ValueSpan.Length + 2;
                _reader.Read();
                if (change.Drop)
                {
                    _reader.Skip();
                    CopyTo(end);
                    _copied = end = TokenEnd;
                    goneFirst |= first;
                    continue;
                }

                // If all members before this one were removed, the comma before it is removed too.
                if (first && goneFirst)
                {
                    _copied += _source[_copied..nameStart].IndexOf((byte)',') + 1;
                }

                first = false;

                if (change.Name is { } name)
                {
                    CopyTo(nameStart);
                    _target.Write(Encoding.UTF8.GetBytes($"\"{name}\""));
                    _copied = nameEnd;
                }

                Value(change.Value);
                end = TokenEnd;
            }
        }
    }
}

/// <summary>The members of an object that stay, are removed or are renamed.</summary>
internal abstract class JsonRule
{
    /// <summary>The change of the member called <paramref name="name"/> (UTF-8, escaped as in the JSON).</summary>
    public abstract JsonMemberChange GetChange(ReadOnlySpan<byte> name);
}

/// <param name="Value">The rule for the objects in its value (in arrays, each element), or null to keep the value
/// unchanged.</param>
internal readonly record struct JsonMemberChange(bool Drop, string? Name = null, JsonRule? Value = null)
{
    public static JsonMemberChange Keep => default;
    public static JsonMemberChange Remove => new(Drop: true);

    public static JsonMemberChange Within(JsonRule value) => new(Drop: false, Value: value);
}

/// <summary>Looks members up by their name, escaped as in the JSON, without allocating a string for each.</summary>
internal static class Utf8Lookup
{
    private const int MaxLength = 64;

    public static T Find<T>(
        Dictionary<string, T>.AlternateLookup<ReadOnlySpan<char>> values,
        ReadOnlySpan<byte> name,
        T otherwise)
    {
        Span<char> text = stackalloc char[MaxLength];
        return name.Length <= MaxLength && values.TryGetValue(text[..Encoding.UTF8.GetChars(name, text)], out var value)
            ? value
            : otherwise;
    }
}
