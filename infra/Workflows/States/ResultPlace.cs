using System.Text.Json;

namespace Infra.Workflows.States;

/// <summary>The place of a state's result in its output, which otherwise is its input.</summary>
[JsonConverter(typeof(Converter))]
internal sealed record ResultPlace
{
    private ResultPlace(string? path) => Path = path;

    /// <summary>The result is dropped: the States Language has null for it.</summary>
    public static ResultPlace Nowhere { get; } = new((string?)null);

    /// <summary>The reference path; null for none.</summary>
    public string? Path { get; }

    public static ResultPlace At(string path) => new(path);

    internal sealed class Converter : JsonConverter<ResultPlace>
    {
        public override ResultPlace Read(ref Utf8JsonReader reader, Type typeToConvert,
            JsonSerializerOptions options) =>
            throw new NotSupportedException("Definitions are only written.");

        public override void Write(Utf8JsonWriter writer, ResultPlace value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Path);
    }
}
