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
internal sealed partial class LakeJson : JsonSerializerContext;
