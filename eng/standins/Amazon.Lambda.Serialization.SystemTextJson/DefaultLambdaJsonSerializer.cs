using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization.Metadata;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>Reads and writes every type, by reflection.</summary>
[RequiresUnreferencedCode("DefaultLambdaJsonSerializer does not support trimming. " +
    "For trimmed Lambda functions SourceGeneratorLambdaJsonSerializer passing in JsonSerializerContext should be " +
    "used instead.")]
public class DefaultLambdaJsonSerializer : AbstractLambdaJsonSerializer, ILambdaSerializer
{
    /// <summary>Makes the serializer with the default options.</summary>
    public DefaultLambdaJsonSerializer() => Options.TypeInfoResolver = new DefaultJsonTypeInfoResolver();

    private protected override JsonTypeInfo<T> TypeInfo<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));
}
