import { Body, Controller, Delete, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor, Permission, RequirePermission } from '../../common/auth/index.js';
import { Answers, IdParam } from '../../common/http/index.js';
import { NewPassword, NewPerson, NewPost, NewTraining, PeopleQuery, Person, PersonList } from './dto/people.dto.js';
import { PeopleListService } from './people-list.service.js';
import { PeopleService } from './people.service.js';

@ApiTags('people')
@Controller()
export class PeopleController {
  constructor(
    private readonly people: PeopleService,
    private readonly lists: PeopleListService,
  ) {}

  @Get('people')
  @RequirePermission(Permission.PeopleRead)
  @Answers(PersonList)
  list(@CurrentActor() actor: Actor, @Query() query: PeopleQuery): Promise<PersonList> {
    return this.lists.list(actor, query);
  }

  @Get('people/:id')
  @RequirePermission(Permission.PeopleRead)
  @Answers(Person)
  get(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<Person> {
    return this.lists.get(actor, id);
  }

  @Post('people')
  @HttpCode(200)
  @RequirePermission(Permission.PeopleManage)
  @Answers(Person)
  create(@CurrentActor() actor: Actor, @Body() body: NewPerson): Promise<Person> {
    return this.people.create(actor, body);
  }

  @Post('people/:id/posts')
  @HttpCode(200)
  @RequirePermission(Permission.PeopleManage)
  @Answers(Person)
  grantPost(@CurrentActor() actor: Actor, @IdParam() id: string, @Body() body: NewPost): Promise<Person> {
    return this.people.grantPost(actor, id, body);
  }

  @Delete('posts/:id')
  @HttpCode(204)
  @RequirePermission(Permission.PeopleManage)
  revokePost(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<void> {
    return this.people.revokePost(actor, id);
  }

  @Post('people/:id/trainings')
  @HttpCode(200)
  @RequirePermission(Permission.PeopleManage)
  @Answers(Person)
  recordTraining(@CurrentActor() actor: Actor, @IdParam() id: string, @Body() body: NewTraining): Promise<Person> {
    return this.people.recordTraining(actor, id, body);
  }

  @Post('people/:id/password')
  @HttpCode(204)
  @RequirePermission(Permission.PeopleManage)
  setPassword(@CurrentActor() actor: Actor, @IdParam() id: string, @Body() body: NewPassword): Promise<void> {
    return this.people.setPassword(actor, id, body.password);
  }
}
