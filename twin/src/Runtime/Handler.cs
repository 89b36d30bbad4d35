using System.Reflection;
using Amazon.Lambda.Core;

namespace Twin.Runtime;

internal sealed class Handler
{
    private const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance |
        BindingFlags.Static | BindingFlags.FlattenHierarchy;

    private readonly MethodInfo _method;
    private readonly object? _target;
    private readonly Type? _eventType;
    private readonly bool _takesContext;
    private readonly Type? _resultType;

    private Handler(MethodInfo method, object? target, ILambdaSerializer? serializer)
    {
        var parameters = Array.ConvertAll(method.GetParameters(), parameter => parameter.ParameterType);
        _takesContext = parameters is [.., var last] && last == typeof(ILambdaContext);
        var events = _takesContext ? parameters[..^1] : parameters;
        if (events.Length > 1)
        {
            var name = $"Method '{method.Name}' of type '{method.DeclaringType}'";
            throw new LambdaValidationException($"{name} is not supported: the method has " + (parameters.Length > 2
                ? "more than 2 parameters."
                : $"2 parameters, but the second parameter is not of type '{typeof(ILambdaContext)}'."));
        }

        _method = method;
        _target = target;
        _eventType = events.SingleOrDefault();
        _resultType = ResultType(method);
        Serializer = serializer;
        RequireSerializer(_eventType, "deserialize input");
        RequireSerializer(_resultType, "serialize output");
    }

    public ILambdaSerializer? Serializer { get; }

    /// <summary>Loads the assembly, finds the method and constructs the object it belongs to.</summary>
    /// <exception cref="LambdaValidationException">The handler does not exist, or Lambda cannot call it.</exception>
    public static Handler Load(string handler) => Load(handler, Construct);

    /// <summary>The same with another way to construct the object.</summary>
    public static Handler Load(string handler, Func<Type, object> construct)
    {
        var name = HandlerString.Parse(handler);
        var assembly = LoadAssembly(name.Assembly);
        var type = assembly.GetType(name.Type) ?? throw new LambdaValidationException(
            $"Unable to load type '{name.Type}' from assembly '{name.Assembly}'.");
        var method = FindMethod(type, name);
        var target = method.IsStatic ? null : construct(type);
        return new Handler(method, target, SerializerOf(method, assembly));
    }

    public async Task<byte[]> InvokeAsync(Stream payload, ILambdaContext context)
    {
        var arguments = new List<object?>(2);
        if (_eventType is not null)
        {
            arguments.Add(Event(payload, _eventType));
        }

        if (_takesContext)
        {
            arguments.Add(context);
        }

        var returned = Call(_method, _target, [.. arguments]);
        if (returned is Task task)
        {
            await task;
            returned = _resultType is null ? null : task.GetType().GetProperty("Result")!.GetValue(task);
        }

        return _resultType is null ? [] : await BytesAsync(returned, _resultType);
    }

    private static Assembly LoadAssembly(string name)
    {
        try
        {
            return Assembly.Load(new AssemblyName(name));
        }
        catch (FileNotFoundException missing)
        {
            throw new LambdaValidationException(
                $"Could not find the specified handler assembly with the file name '{missing.FileName}'. The " +
                "assembly should be located in the root of your uploaded .zip file.");
        }
        catch (Exception broken) when (broken is BadImageFormatException or FileLoadException)
        {
            throw new LambdaValidationException($"Unable to load assembly '{name}'.");
        }
    }

    private static MethodInfo FindMethod(Type type, HandlerString name) =>
        type.GetMethods(Any).Where(method => method.Name == name.Method).ToArray() switch
        {
            [{ IsGenericMethod: true } method] =>
                throw new LambdaValidationException(
                    $"The method '{method}' cannot be used as a Lambda Handler because it is a generic method. " +
                    "Handler methods cannot be generic. Please specify a non-generic handler method."),
            [var method] => method,
            [] => throw new LambdaValidationException(
                $"Unable to find method '{name.Method}' in type '{name.Type}' from assembly '{name.Assembly}': Found " +
                $"no methods matching method name '{name.Method}'."),
            var several => throw new LambdaValidationException(
                $"The method '{name.Method}' in type '{name.Type}' appears to have a number of overloads. To call " +
                $"this method please specify a complete method signature. Possible candidates are:\n" +
                $"{string.Join('\n', several.Select(method => method.ToString()))}."),
        };

    // What the constructor throws is wrapped, as by AWS's runtime.
    private static object Construct(Type type) => Activator.CreateInstance(type)!;

    private static ILambdaSerializer? SerializerOf(MethodInfo method, Assembly assembly)
    {
        var attribute = method.GetCustomAttribute<LambdaSerializerAttribute>() ??
            assembly.GetCustomAttribute<LambdaSerializerAttribute>();
        if (attribute is null)
        {
            return null;
        }

        return Construct(attribute.SerializerType) as ILambdaSerializer ?? throw new LambdaValidationException(
            $"The '{attribute.SerializerType}' class is invalid: it does not implement the 'ILambdaSerializer' " +
            "interface.");
    }

    private static Type? ResultType(MethodInfo method)
    {
        var type = method.ReturnType;
        if (type == typeof(void) || type == typeof(Task))
        {
            return null;
        }

        return type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Task<>)
            ? type.GetGenericArguments()[0]
            : type;
    }

    private static object? Call(MethodInfo method, object? target, object?[] arguments) =>
        method.Invoke(target, BindingFlags.DoNotWrapExceptions, null, arguments, null);

    private void RequireSerializer(Type? type, string purpose)
    {
        if (type is null || typeof(Stream).IsAssignableFrom(type) || Serializer is not null)
        {
            return;
        }

        throw new LambdaValidationException(
            "Could not find the LambdaSerializerAttribute on the assembly " +
            $"'{_method.Module.Assembly.GetName().Name}' or method '{_method.Name}' while attempting to {purpose} " +
            $"data of type '{type}'. To use types other than System.IO.Stream as input/output parameters, the assembly " +
            $"or Lambda function should be annotated with {typeof(LambdaSerializerAttribute)}.");
    }

    private object? Event(Stream payload, Type type) =>
        type.IsAssignableFrom(typeof(MemoryStream))
            ? payload
            : Call(Generic(nameof(ILambdaSerializer.Deserialize), type), Serializer, [payload]);

    private async Task<byte[]> BytesAsync(object? result, Type type)
    {
        using var bytes = new MemoryStream();
        if (result is Stream stream)
        {
            await using (stream)
            {
                await stream.CopyToAsync(bytes);
            }
        }
        else if (!typeof(Stream).IsAssignableFrom(type))
        {
            Call(Generic(nameof(ILambdaSerializer.Serialize), type), Serializer, [result, bytes]);
        }

        return bytes.ToArray();
    }

    private static MethodInfo Generic(string method, Type type) =>
        typeof(ILambdaSerializer).GetMethod(method)!.MakeGenericMethod(type);
}

/// <summary>A function's <c>Handler</c>: <c>assembly::type::method</c>.</summary>
internal sealed record HandlerString(string Assembly, string Type, string Method)
{
    public static HandlerString Parse(string handler)
    {
        const string Valid = "The valid format is 'ASSEMBLY::TYPE::METHOD'.";
        return handler.Split("::", 3, StringSplitOptions.TrimEntries) switch
        {
            [{ Length: > 0 } assembly, { Length: > 0 } type, { Length: > 0 } method] => new(assembly, type, method),
            [var assembly, var type, _] => throw new LambdaValidationException(
                $"Invalid lambda function handler: '{handler}', the " +
                $"{(assembly.Length == 0 ? "assembly" : type.Length == 0 ? "type" : "method")} is missing. {Valid}"),
            _ => throw new LambdaValidationException($"Invalid lambda function handler: '{handler}'. {Valid}"),
        };
    }
}

/// <summary>The error for a package or a handler that Lambda cannot run. AWS's runtime reports it by this
/// name.</summary>
internal sealed class LambdaValidationException(string message) : Exception(message);
