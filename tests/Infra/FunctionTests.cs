using Functions.Hosting;
using Functions.Repair;
using Infra.Components;

namespace Tests.Infra;

public class FunctionTests
{
    [Theory, MemberData(nameof(Stacks.Daily), MemberType = typeof(Stacks))]
    public async Task The_declared_variables_are_those_that_the_handlers_read(string stackName)
    {
        var stack = await Stacks.Load(stackName);

        AssertReads(stack, ExtractHandler.Name, environment => ExtractSettings.From(environment));
        AssertReads(stack, TransformHandler.Name, environment => TransformSettings.From(environment));
        AssertReads(stack, RepairHandler.Name, environment => RepairSettings.From(environment));
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task Each_function_collects_garbage_after_4_MiB(string stackName)
    {
        var functions = (await Stacks.Load(stackName)).OfType(ResourceTypes.Function);

        Assert.NotEmpty(functions);
        Assert.All(functions, function => Assert.Equal(
            4 << 20, Convert.ToInt32(function.Map("environment.variables")["DOTNET_GCgen0size"], 16)));
    }

    private static void AssertReads(
        DeclaredStack stack, string handler, Func<FunctionEnvironment, object> settingsFrom)
    {
        var function = Assert.Single(stack.OfType(ResourceTypes.Function), found => found.Text("handler") == handler);
        var declared = function.Map("environment.variables");
        var read = new HashSet<string>();

        settingsFrom(new FunctionEnvironment(name =>
        {
            read.Add(name);
            return declared.GetValueOrDefault(name);
        }));

        // A variable that the handler reads and the stack does not set is optional: the settings are read without it.
        Assert.Empty(declared.Keys.Except(LakeFunction.RuntimeVariables.Keys).Except(read));
    }
}
