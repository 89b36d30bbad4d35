namespace Twin.Tests.Aws.StepFunctions;

internal static class Definitions
{
    /// <summary>A definition that starts at the first of these states, <c>"name": {…}</c> each.</summary>
    public static string Create(params string[] states) =>
        $$"""
        {"StartAt": {{states[0][..states[0].IndexOf(':', StringComparison.Ordinal)]}},
         "States": { {{string.Join(", ", states)}} } }
        """;

    /// <summary>A definition of one task with these further fields, which ends it.</summary>
    public static string OfTask(string fields) => Create(Task("Only", $"{fields}, \"End\": true"));

    public static string Task(string name, string fields) =>
        $$"""
        "{{name}}": {"Type": "Task", "Resource": "{{ScriptedTask.Resource}}", {{fields}} }
        """;
}
