using System.Reflection;
using Twin.Host.Door;

namespace Eng.Tests.Architecture;

/// <summary>The types that the twin publishes for the mission's tests.</summary>
internal static class PublishedDoor
{
    private static readonly string[] Namespaces = [typeof(StackLoader).Namespace!, typeof(DeclaredLake).Namespace!];

    /// <summary>The full names of the door's public types, and of the types that their public members name.</summary>
    public static IReadOnlySet<string> Types { get; } = Named().Select(type => type.FullName!).ToHashSet();

    private static HashSet<Type> Named()
    {
        var found = new HashSet<Type>();
        var open = new Queue<Type>(
            typeof(DeclaredLake).Assembly.GetExportedTypes().Where(type => Namespaces.Contains(type.Namespace)));
        while (open.TryDequeue(out var type))
        {
            if (type.HasElementType)
            {
                open.Enqueue(type.GetElementType()!);
                continue;
            }

            foreach (var argument in type.GetGenericArguments().Where(argument => !argument.IsGenericParameter))
            {
                open.Enqueue(argument);
            }

            if (!IsOfTheTwin(type) || !found.Add(type))
            {
                continue;
            }

            foreach (var member in type.GetMembers())
            {
                foreach (var named in NamedBy(member))
                {
                    open.Enqueue(named);
                }
            }
        }

        return found;
    }

    private static bool IsOfTheTwin(Type type) =>
        !type.IsGenericParameter && type.Assembly.GetName().Name!.StartsWith("Twin.", StringComparison.Ordinal);

    private static IEnumerable<Type> NamedBy(MemberInfo member) => member switch
    {
        MethodInfo method => method.GetParameters()
            .Select(parameter => parameter.ParameterType)
            .Append(method.ReturnType),
        ConstructorInfo constructor => constructor.GetParameters().Select(parameter => parameter.ParameterType),
        FieldInfo field => [field.FieldType],
        PropertyInfo property => [property.PropertyType],
        _ => [],
    };
}
