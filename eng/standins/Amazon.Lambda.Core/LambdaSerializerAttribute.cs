namespace Amazon.Lambda.Core;

/// <summary>The serializer of an assembly's handlers, or of one handler, which has precedence. The type has a public
/// constructor without parameters and implements <see cref="ILambdaSerializer" />.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Assembly, AllowMultiple = false)]
public sealed class LambdaSerializerAttribute(Type serializerType) : Attribute
{
    public Type SerializerType { get; set; } = serializerType;
}
