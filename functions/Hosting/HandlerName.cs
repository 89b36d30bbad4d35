namespace Functions.Hosting;

/// <summary>Handler strings as a managed .NET runtime of Lambda wants them: <c>assembly::type::method</c>.</summary>
internal static class HandlerName
{
    public static string Of<THandler>(string method) =>
        $"{typeof(THandler).Assembly.GetName().Name}::{typeof(THandler).FullName}::{method}";
}
