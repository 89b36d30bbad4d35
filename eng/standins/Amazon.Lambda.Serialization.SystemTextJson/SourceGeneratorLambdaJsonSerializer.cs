using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
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
    public SourceGeneratorLambdaJsonSerializer()
        : base(null)
    {
        SerializerOptions = CreateDefaultJsonSerializationOptions();

        var constructor = typeof(TSGContext).GetConstructor([typeof(JsonSerializerOptions)]);
        if (constructor is null)
        {
#pragma warning disable CA2201 // the package throws this type
            throw new ApplicationException(
                $"The serializer {typeof(TSGContext).FullName} is missing a constructor that takes in " +
                "JsonSerializerOptions object");
#pragma warning restore CA2201
        }

        _context = (TSGContext)constructor.Invoke([SerializerOptions]);
    }

    /// <summary>The options in use.</summary>
    protected JsonSerializerOptions SerializerOptions { get; }

    /// <inheritdoc />
    protected override void InternalSerialize<T>(Utf8JsonWriter writer, T response) =>
        JsonSerializer.Serialize(writer, response, TypeInfo<T>());

    /// <inheritdoc />
    protected override T InternalDeserialize<T>(byte[] utf8Json) =>
        JsonSerializer.Deserialize(utf8Json, TypeInfo<T>());

    private JsonTypeInfo<T> TypeInfo<T>() =>
        _context.GetTypeInfo(typeof(T)) as JsonTypeInfo<T> ??
        throw new JsonSerializerException(
            $"No JsonTypeInfo registered in {_context.GetType().FullName} for type {typeof(T).FullName}.");
}
