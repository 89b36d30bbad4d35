using System.Buffers;
using System.Collections.Frozen;
using System.Text;
using System.Text.Json;

namespace MadeUpCaptures;

/// <summary>A made-up capture, or its expected rows: each value of a person or a work is replaced.</summary>
/// <remarks>The white space of a file that is longer than <see cref="Long"/> bytes is left out. The lists of markets
/// and images of one that is longer than <see cref="Whole"/> bytes keep <see cref="Kept"/> elements: no table has a
/// row of them.</remarks>
internal static class MadeUpCapture
{
    /// <summary>The bytes of the longest file whose lists stay whole.</summary>
    public const int Whole = 512 * 1024;

    private const int Long = 32 * 1024;

    private const int Kept = 2;

    private static readonly FrozenSet<string> Shortened = FrozenSet.Create("available_markets", "images");

    /// <summary>Replaces the values of one file. The same bytes give the same bytes.</summary>
    public static byte[] From(ReadOnlySpan<byte> json)
    {
        var (isLong, isWhole) = (json.Length > Long, json.Length <= Whole);
        var made = new ArrayBufferWriter<byte>(json.Length);
        var reader = new Utf8JsonReader(json);
        var around = new Stack<string>();
        var (key, end, elements, list) = ("", 0, 0, -1);
        while (reader.Read())
        {
            if (reader.CurrentDepth == list && reader.TokenType != JsonTokenType.EndObject && ++elements > Kept)
            {
                reader.Skip();
                end = (int)reader.BytesConsumed;
                continue;
            }

            WriteBetween(made, json[end..(int)reader.TokenStartIndex], isLong);
            var token = json.Slice((int)reader.TokenStartIndex, Length(reader));
            end = (int)reader.TokenStartIndex + token.Length;
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    key = reader.GetString()!;
                    break;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    around.Push(key);
                    if (!isWhole && reader.TokenType == JsonTokenType.StartArray && Shortened.Contains(key))
                    {
                        (elements, list) = (0, reader.CurrentDepth + 1);
                    }

                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    key = around.Pop();
                    list = reader.CurrentDepth + 1 == list ? -1 : list;
                    break;
                case JsonTokenType.String:
                    token = Quoted(MadeUpValue.From(key, reader.GetString()!), token);
                    break;
                case JsonTokenType.Number:
                    token = MadeUpValue.OfNumber(around.Peek(), key, token);
                    break;
            }

            made.Write(token);
        }

        WriteBetween(made, json[end..], isLong);
        return made.WrittenSpan.ToArray();
    }

    // A text and a name have two quotes that ValueSpan leaves out.
    private static int Length(in Utf8JsonReader reader) =>
        reader.ValueSpan.Length + (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName ? 2 : 0);

    private static void WriteBetween(ArrayBufferWriter<byte> made, ReadOnlySpan<byte> between, bool isLong)
    {
        foreach (var part in between)
        {
            if (!isLong || part is (byte)',' or (byte)':')
            {
                made.Write([part]);
            }
        }
    }

    /// <summary>Writes a text with the escapes that the original's token has.</summary>
    private static byte[] Quoted(string text, ReadOnlySpan<byte> like)
    {
        var isAscii = like.IndexOf("\\u"u8) >= 0;
        var slash = like.IndexOf("\\/"u8) >= 0 ? "\\/" : "/";
        var quoted = new StringBuilder("\"");
        foreach (var letter in text)
        {
            _ = letter switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                '/' => quoted.Append(slash),
                < ' ' => quoted.Append($"\\u{(int)letter:x4}"),
                > '~' when isAscii => quoted.Append($"\\u{(int)letter:x4}"),
                _ => quoted.Append(letter),
            };
        }

        return Encoding.UTF8.GetBytes(quoted.Append('"').ToString());
    }
}
