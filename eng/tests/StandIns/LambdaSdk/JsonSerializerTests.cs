using System.Text.Json.Serialization;
using Amazon.Lambda.Core;
using Amazon.Lambda.S3Events;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace Eng.Tests.StandIns.LambdaSdk;

public sealed partial class JsonSerializerTests
{
    [Fact]
    public void Names_are_read_in_any_casing()
    {
        var serializer = new DefaultLambdaJsonSerializer();

        Assert.Equal("x", Read<Sample>(serializer, """{"trackName":"x"}""").TrackName);
        Assert.Equal("x", Read<Sample>(serializer, """{"TRACKNAME":"x"}""").TrackName);
    }

    [Fact]
    public void Names_are_written_as_in_the_code_and_nulls_are_left_out()
    {
        Assert.Equal(
            """{"TrackName":"Müsli \u003C3"}""".Replace("\\u003C", "<", StringComparison.Ordinal),
            Write(new DefaultLambdaJsonSerializer(), new Sample { TrackName = "Müsli <3" }));
    }

    [Fact]
    public void The_names_of_S3_s_response_elements_are_read_and_written_as_S3_has_them()
    {
        var serializer = new DefaultLambdaJsonSerializer();

        Assert.Equal("i", Read<Sample>(serializer, """{"x-amz-id-2":"i"}""").XAmzId2);
        Assert.Equal("""{"x-amz-id-2":"i"}""", Write(serializer, new Sample { XAmzId2 = "i" }));
    }

    [Fact]
    public void A_time_is_read_as_text_as_seconds_and_as_milliseconds()
    {
        var serializer = new DefaultLambdaJsonSerializer();
        var expected = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);

        Assert.Equal(expected, Read<Sample>(serializer, """{"At":"2026-01-02T03:04:05Z"}""").At);
        Assert.Equal(expected, Read<Sample>(serializer, """{"At":1767323045}""").At);
        Assert.Equal(expected, Read<Sample>(serializer, """{"At":1767323045000}""").At);
        Assert.Equal(expected.AddSeconds(0.5), Read<Sample>(serializer, """{"At":1767323045.5}""").At);
    }

    [Fact]
    public void Bytes_are_read_as_Base64_and_as_numbers_and_written_as_numbers()
    {
        var serializer = new DefaultLambdaJsonSerializer();

        Assert.Equal([1, 2, 255], Read<Sample>(serializer, """{"Bytes":"AQL/"}""").Bytes);
        Assert.Equal([1, 2, 255], Read<Sample>(serializer, """{"Bytes":[1,2,255]}""").Bytes);
        Assert.Equal("""{"Bytes":[1,2,255]}""", Write(serializer, new Sample { Bytes = [1, 2, 255] }));
    }

    [Fact]
    public void A_stream_is_read_and_written_as_Base64()
    {
        var serializer = new DefaultLambdaJsonSerializer();

        Assert.Equal([1, 2, 255], Read<Sample>(serializer, """{"Stream":"AQL/"}""").Stream?.ToArray());
        Assert.Equal(
            """{"Stream":"AQL/"}""", Write(serializer, new Sample { Stream = new MemoryStream([1, 2, 255]) }));
    }

    [Fact]
    public void A_generated_context_reads_and_writes_the_same()
    {
        var serializer = new SourceGeneratorLambdaJsonSerializer<Context>();

        Assert.Equal("x", Read<Sample>(serializer, """{"trackname":"x","At":0}""").TrackName);
        Assert.Equal("""{"TrackName":"x"}""", Write(serializer, new Sample { TrackName = "x" }));
        Assert.Equal("i", Read<Sample>(serializer, """{"x-amz-id-2":"i"}""").XAmzId2);
        var s3 = Read<S3Event>(serializer, """{"Records":[{"s3":{"object":{"key":"a+b"}}}]}""");
        Assert.Equal("a b", s3.Records[0].S3.Object.KeyDecoded);
    }

    [Fact]
    public void A_type_that_the_context_does_not_name_is_refused_by_name()
    {
        var serializer = new SourceGeneratorLambdaJsonSerializer<Context>();

        var thrown = Assert.Throws<JsonSerializerException>(() => Read<Uri>(serializer, "\"https://localhost\""));

        Assert.Contains("No JsonTypeInfo registered in", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("System.Uri", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_event_that_is_not_of_its_type_is_refused_with_the_types_name()
    {
        var thrown = Assert.Throws<JsonSerializerException>(
            () => Read<Sample>(new DefaultLambdaJsonSerializer(), "[]"));

        Assert.StartsWith(
            $"Error converting the Lambda event JSON payload to type {typeof(Sample).FullName}: ",
            thrown.Message,
            StringComparison.Ordinal);
        Assert.NotNull(thrown.InnerException);
    }

    private static T Read<T>(ILambdaSerializer serializer, string json)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return serializer.Deserialize<T>(stream);
    }

    private static string Write<T>(ILambdaSerializer serializer, T value)
    {
        using var stream = new MemoryStream();
        serializer.Serialize(value, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    internal sealed class Sample
    {
        public string? TrackName { get; set; }
        public string? XAmzId2 { get; set; }
        public DateTime? At { get; set; }
        public byte[]? Bytes { get; set; }
        public MemoryStream? Stream { get; set; }
    }

    [JsonSerializable(typeof(Sample))]
    [JsonSerializable(typeof(S3Event))]
    internal sealed partial class Context : JsonSerializerContext;
}
