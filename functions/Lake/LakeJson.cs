using System.Text.Json.Serialization.Metadata;

namespace Functions.Lake;

/// <summary>Manifests, markers and publication requests as JSON. The same object always has the same bytes.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    WriteIndented = true,
    NewLine = "\n")]
[JsonSerializable(typeof(SnapshotManifest))]
[JsonSerializable(typeof(ManifestForm))]
[JsonSerializable(typeof(SnapshotMarker))]
[JsonSerializable(typeof(PublicationRequest))]
[JsonSerializable(typeof(ImportManifest))]
[JsonSerializable(typeof(PlaysManifest))]
[JsonSerializable(typeof(PlaysMarker))]
internal sealed partial class LakeJson : JsonSerializerContext
{
    /// <exception cref="JsonException">The bytes are no such object, or one of another version.</exception>
    public static T Parse<T>(
        ReadOnlySpan<byte> utf8, JsonTypeInfo<T> type, Func<T, int> versionOf, int current)
        where T : class
    {
        var parsed = JsonSerializer.Deserialize(utf8, type) ?? throw new JsonException("it is null");
        return versionOf(parsed) is var version && version == current
            ? parsed
            : throw new JsonException(string.Create(
                CultureInfo.InvariantCulture, $"its schema_version is {version}, and this code reads {current}"));
    }
}
