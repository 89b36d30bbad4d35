using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>Reads and writes like <see cref="DefaultLambdaJsonSerializer" />, but with the code that
/// System.Text.Json's source generator made, and only for the types that <typeparamref name="TSGContext" /> names.
/// The context gets the serializer's options: its own <c>JsonSourceGenerationOptions</c> are not used.</summary>
public class SourceGeneratorLambdaJsonSerializer<
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TSGContext>
    : AbstractLambdaJsonSerializer, ILambdaSerializer
    where TSGContext : JsonSerializerContext
{
    private readonly TSGContext _context;

    /// <summary>Makes the serializer with the default options.</summary>
    public SourceGeneratorLambdaJsonSerializer() =>
        _context = (TSGContext)Activator.CreateInstance(typeof(TSGContext), Options);

    private protected override JsonTypeInfo<T> TypeInfo<T>() =>
        _context.GetTypeInfo(typeof(T)) as JsonTypeInfo<T> ??
        throw new JsonSerializerException(
            $"No JsonTypeInfo registered in {_context.GetType().FullName} for type {typeof(T).FullName}.");
}
