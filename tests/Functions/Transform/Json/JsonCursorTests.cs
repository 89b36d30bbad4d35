using System.Buffers;
using Functions.Transform.Json;

namespace Tests.Functions.Transform.Json;

public sealed class JsonCursorTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("-0.5e+3")]
    [InlineData("123456789012345678901234567890")]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("\"a\\u00e9\\\\\\\"ü\"")]
    [InlineData("[]")]
    [InlineData("[ \"DE\",\"FR\" ,\"G\\u0042\"]")]
    [InlineData("{ }")]
    [InlineData("{\"a\":[1,{\"b\":null}], \"c\" :{\"d\":[[],[\"x\"]]}}")]
    public void A_value_ends_where_Utf8JsonReader_ends_it_and_not_before_all_of_it_has_come(string value)
    {
        var json = Encoding.UTF8.GetBytes(value + ",");

        Assert.Equal(json.Length - 1, LengthOf(json));
        Assert.Equal(ReaderLengthOf(json[..^1]), LengthOf(json));
        Assert.All(Enumerable.Range(0, json.Length - 1), come => Assert.Null(LengthOf(json[..come])));
    }

    [Theory]
    [InlineData("01")]
    [InlineData("-")]
    [InlineData("1.")]
    [InlineData("1e")]
    [InlineData("+1")]
    [InlineData("tru")]
    [InlineData("\"\\x\"")]
    [InlineData("\"\\u12g4\"")]
    [InlineData("\"a\nb\"")]
    [InlineData("[1,]")]
    [InlineData("[\"DE\",]")]
    [InlineData("[\"DE\" \"FR\"]")]
    [InlineData("[1}")]
    [InlineData("{\"a\"}")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{,}")]
    [InlineData("{1:2}")]
    [InlineData("]")]
    public void A_value_that_Utf8JsonReader_refuses_fails(string value)
    {
        var json = Encoding.UTF8.GetBytes(value + ",");

        Assert.ThrowsAny<JsonException>(() => ReaderLengthOf(json));
        Assert.Null(LengthOf(json));
    }

    [Fact]
    public void Properties_have_their_decoded_names_and_texts()
    {
        var decoded = new ArrayBufferWriter<byte>();
        var json = """{"plain":"a","l\u006fng":"\u00e9","skipped":[{}],"last":7} """u8;
        var cursor = new JsonCursor(json, 0, decoded);
        var found = new List<string>();

        Assert.True(cursor.EnterObject());
        while (cursor.NextProperty(out var name))
        {
            var property = Encoding.UTF8.GetString(name);
            if (property == "skipped")
            {
                cursor.Skip();
            }
            else if (property == "last")
            {
                found.Add($"{property}={cursor.ReadWholeNumber()}");
            }
            else
            {
                var text = cursor.ReadText();
                found.Add($"{property}={Encoding.UTF8.GetString(new EntryText(json, decoded.WrittenSpan)[text])}");
            }
        }

        Assert.False(cursor.HasFailed);
        Assert.Equal(["plain=a", "long=é", "last=7"], found);
    }

    /// <summary>The length of the value at the start of the bytes; null if the cursor fails.</summary>
    private static int? LengthOf(byte[] json)
    {
        var cursor = new JsonCursor(json, 0, new ArrayBufferWriter<byte>());
        cursor.Skip();
        return cursor.HasFailed ? null : cursor.Position;
    }

    private static int ReaderLengthOf(byte[] json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        reader.Skip();
        return (int)reader.BytesConsumed;
    }
}
